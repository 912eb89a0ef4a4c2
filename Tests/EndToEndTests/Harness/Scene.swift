import Driving
import Records
import Testing

/// A person at a terminal, answering a task.
struct Scene {
  let workspace: Workspace
  let terminal: Tmux
  let task: String

  init(_ workspace: Workspace, task: String = "film", columns: Int = 80, rows: Int = 24) throws {
    self.workspace = workspace
    self.task = task
    terminal = try Tmux(workspace, columns: columns, rows: rows)
  }

  /// At some films.
  init(films titles: [String], overlap: Int = 1) throws {
    try self.init(try Workspace(films: titles, overlap: overlap))
  }

  /// At a task of one kind of question.
  init(_ kind: KindTask, columns: Int = 80, rows: Int = 24) throws {
    try self.init(try Workspace(kind), task: kind.name, columns: columns, rows: rows)
  }

  /// Starts the workbench.
  func open(_ options: String = "", as person: String = "amara") throws {
    try terminal.scholium("annotate \(task) --as \(person) \(options)")
  }

  /// Leaves it where letters are keys.
  func leave() throws {
    try terminal.type("q")
    try terminal.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
  }

  func type(_ text: String) throws { try terminal.type(text) }

  /// Presses keys by tmux's names.
  func press(_ keys: String...) throws { try terminal.press(keys) }

  /// Presses a key as often as said, all at once.
  func press(_ key: String, times: Int) throws { try terminal.press(Array(repeating: key, count: times)) }

  /// Waits until all of the texts stand on the screen, and returns it.
  @discardableResult
  func see(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    try terminal.see(sourceLocation: sourceLocation, texts.joined(separator: " + ")) { screen in
      texts.allSatisfy { text in screen.contains { $0.contains(text) } }
    }
  }

  /// Waits until the screen is as asked for, and returns it.
  @discardableResult
  func see(
    _ description: String, sourceLocation: SourceLocation = #_sourceLocation, where isSeen: ([String]) -> Bool
  ) throws -> [String] {
    try terminal.see(sourceLocation: sourceLocation, description, where: isSeen)
  }

  /// Types a label's key, sees what tells that it is chosen, and submits.
  func answer(_ key: String, seeing chosen: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try type(key)
    try see(chosen, sourceLocation: sourceLocation)
    try press("Enter")
  }

  /// The workbench says that all is done; leaves it.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try see("All done", sourceLocation: sourceLocation)
    try leave()
  }
}

extension Scene {
  /// Types text into a screen that takes nothing before it can have been seen, until it shows.
  func untilTaken(_ text: String, seeing seen: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try until(seen, sourceLocation: sourceLocation) { try type(text) }
  }

  /// Does something until it shows, again where the workbench says that it came too early to be meant.
  func until(_ seen: String, sourceLocation: SourceLocation = #_sourceLocation, _ act: () throws -> Void) throws {
    try act()
    var tried = Deadline(seconds: 1)
    try see(seen, sourceLocation: sourceLocation) { screen in
      if screen.contains(where: { $0.contains(seen) }) { return true }
      guard tried.hasPassed, screen.contains(where: { $0.contains("so it was not taken") }) else { return false }
      try? act()
      tried = Deadline(seconds: 1)
      return false
    }
  }
}
