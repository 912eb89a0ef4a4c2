import Driving
import Records
import Testing

/// A small task with films in it: three labels that the keys 1, 2 and 3 choose.
extension Workspace {
  static let labels = ["comedy", "drama", "horror"]

  /// - Parameters:
  ///   - titles: the films to import; their order is the order in which they are served.
  ///   - overlap: answers wanted per film.
  ///   - lease: how long a shown film is kept, as task.yaml writes it.
  ///   - parent: the folder to make it in; nil for that of temporary files.
  convenience init(films titles: [String], overlap: Int = 1, lease: String = "30m", in parent: String? = nil) throws {
    try self.init(in: parent)
    try writeTask(overlap: overlap, lease: lease)
    try require(scholium("publish", "film"))
    guard !titles.isEmpty else { return }
    try write(Self.rows(titles), to: "films.jsonl")
    try require(scholium("import", "film", "films.jsonl"))
  }

  func writeTask(overlap: Int = 1, lease: String = "30m", ui version: Int = 1, prompt: String = "Which genre is it?")
    throws
  {
    try write(
      "title: Films\ndataset: films\npolicy:\n  overlap: \(overlap)\n  lease: \(lease)\n", to: "tasks/film/task.yaml")
    try writeInterface(version: version, prompt: prompt)
    try write(
      """
      version: 1
      labels:
        - {id: comedy, title: Comedy, description: Meant to make you laugh.}
        - {id: drama, title: Drama}
        - {id: horror, title: Horror}

      """, to: "tasks/film/taxonomy.yaml")
    try write("# Film genres\n\nChoose what the story is mainly about.\n", to: "tasks/film/guidelines.md")
  }

  func writeInterface(version: Int, prompt: String) throws {
    try write(
      """
      version: \(version)
      show:
        - {field: title, style: heading}
        - {field: year, style: meta}
        - {field: plot, style: body}
      ask:
        - {id: genre, kind: choice, prompt: "\(prompt)"}

      """, to: "tasks/film/ui.yaml")
  }

  static func rows(_ titles: [String]) -> [UInt8] {
    titles.flatMap { title in
      film(title, plot: "What happens in \(title) is soon told.").utf8() + [UInt8(ascii: "\n")]
    }
  }

  static func film(_ title: String, plot: String) -> JSON {
    ["title": .string(title), "year": 1987, "plot": .string(plot)]
  }

  /// The titles of films by the ids of their examples.
  func titles() throws -> [String: String] {
    let rows = try require(scholium("export", "film", "--channel", "all")).rows
    return Dictionary(
      rows.map { ($0["example"]?.string ?? "", $0["data"]?["title"]?.string ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  /// All that was answered, in the order of revisions.
  func responses() throws -> [JSON] {
    try require(scholium("export", "film", "--channel", "all", "--responses")).rows
  }

  /// Waits until as many films are held for somebody as said: the open one, and the one that is reserved ahead.
  func seeLeased(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let isSo: Bool? = try awaited {
      let status = try require(scholium("status", "film", "--json")).json
      let channel = status["tasks"]?.array?.first?["channels"]?.array?.first
      return channel?["leased"]?.int == count ? true : nil
    }
    #expect(isSo == true, "never held: \(count) films", sourceLocation: sourceLocation)
  }
}
