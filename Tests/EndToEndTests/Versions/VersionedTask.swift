import Records

/// A task with every kind of question, whose taxonomy branches at version 1 and comes together again at version 4.
extension Workspace {
  func writeVersionedTask(overlap: Int = 2) throws {
    try write(
      """
      title: Films
      policy:
        overlap: \(overlap)
        reuse_from: [experiment/two, experiment/three]

      """, to: "tasks/film/task.yaml")
    try writeVersionedInterface(1)
    try writeTaxonomy(1)
  }

  func writeVersionedInterface(_ version: Int) throws {
    // Under version 1 the label ids are those of taxonomy 1; they resolve through the declared relations after that.
    try write(
      """
      version: \(version)
      show:
        - {field: title, style: heading}
        - {field: subtitle, style: meta}
        - {field: plot, style: body}
      ask:
        - {id: genre, kind: choice, prompt: "Which genre is it, on screen \(version)?", labels: {under: genres}}
        - {id: scare, kind: choice, prompt: How frightening is it?, labels: {under: scares}, when: {genre: [thriller]}}
        - {id: topics, kind: choices, min: 0, prompt: What is it about?, labels: {under: topics}}
        - {id: entities, kind: spans, fields: [plot], overlap: false, prompt: Mark who and where., labels: {under: entities}}
        - {id: better, kind: pairwise, fields: [title, subtitle], tie: true, prompt: Which title is better?}
        - {id: pain, kind: rating, prompt: How much does it hurt?, labels: {under: scale}}
        - {id: why, kind: text, prompt: Why?, max_length: 200, optional: true}

      """, to: "tasks/film/ui.yaml")
  }

  func writeTaxonomy(_ version: Int) throws {
    let isLate = version == 2 || version == 4
    var genres = ["comedy", "documentary", "drama", "thriller"]
    genres +=
      isLate ? ["war", "superhero", "science-fiction", "western"] : ["action", "suspense", "scifi", "tv-movie"]
    if version >= 3 { genres.append("mockumentary") }
    let groups: [(String, [String])] = [
      ("genres", genres), ("scares", ["mild", "strong"]),
      ("topics", ["love", "money"] + (isLate ? ["petty", "organised"] : ["crime"])),
      ("entities", ["person"] + (isLate ? ["city", "region"] : ["place"])),
    ]
    var text = "version: \(version)\nlabels:\n"
    for (group, labels) in groups {
      text += "  - {id: \(group)}\n" + labels.map { "  - {id: \($0), parent: \(group)}\n" }.joined()
    }
    text += "  - {id: scale}\n"
    for value in 1...3 {
      let id = isLate && value == 3 ? "much-pain" : "pain-\(value)"
      text += "  - {id: \(id), value: \(value), parent: scale}\n"
    }
    try write(text + Self.lineages[version - 1], to: "tasks/film/taxonomy.yaml")
  }

  private static let late = """
        - {rename: scifi, to: science-fiction}
        - {merge: [thriller, suspense], to: thriller}
        - {split: action, into: [war, superhero]}
        - {add: western, unseen: true}
        - {retire: tv-movie}
        - {split: crime, into: [petty, organised]}
        - {split: place, into: [city, region]}
        - {rename: pain-3, to: much-pain}

    """
  private static let carving = "      - {carve: mockumentary, out-of: [comedy, documentary]}\n"

  private static let lineages = [
    "", "from:\n  version: 1\n  changes:\n" + indented(late), "from:\n  version: 1\n  changes:\n" + carving,
    "from:\n  - version: 2\n    changes:\n" + carving + "  - version: 3\n    changes:\n" + indented(late),
  ]

  private static func indented(_ changes: String) -> String {
    changes.split(separator: "\n").map { "      " + $0.drop { $0 == " " } + "\n" }.joined()
  }
}
