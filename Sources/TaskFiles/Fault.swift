import Labeling

/// Something wrong in a task's files, and where.
public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// The path from the workspace, with `/` between its parts.
  public let file: String
  /// From 1.
  public let line: Int
  /// In Unicode scalars, from 1.
  public let column: Int
  public let severity: Severity
  /// What is wrong and, in parentheses, what to do. It may quote the file: clean it before it is shown.
  public let message: String

  public init(file: String, line: Int, column: Int, severity: Severity = .error, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }

  /// `FILE:LINE:COLUMN: error: what is wrong (what to do)`
  public var description: String { "\(file):\(line):\(column): \(severity.rawValue): \(message)" }
}

/// What came of reading a task: its definition unless there are errors, and every fault that was found.
public struct Compiled: Sendable {
  public let definition: TaskDefinition?
  /// In the order of files and lines.
  public let faults: [Fault]
  /// The taxonomy where all of its relations could be read, even if other things are wrong, so that it can be held
  /// against its parents in the same run.
  public let taxonomy: Taxonomy?
  /// The definition where nothing but gold is wrong, with the rows of gold that could be read, so that these can be held
  /// against the build in the same run.
  public let readable: TaskDefinition?
  let marks: TaskMarks

  init(
    definition: TaskDefinition?, faults: [Fault], taxonomy: Taxonomy? = nil, readable: TaskDefinition? = nil,
    marks: TaskMarks = TaskMarks()
  ) {
    self.definition = definition
    self.faults = faults
    self.taxonomy = taxonomy ?? (readable ?? definition)?.taxonomy
    self.readable = readable ?? definition
    self.marks = marks
  }
}
