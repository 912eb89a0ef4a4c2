/// Something that an examination looked at, and what it came to.
public struct Finding: Hashable, Sendable {
  /// What was looked at.
  public enum Check: String, Hashable, Sendable, CaseIterable {
    case place, permissions, file, disk, sqlite, writer, connections, log, integrity, schema, references, rules, work
    case audit, sessions, workspace, terminal
  }

  public enum Severity: String, Hashable, Sendable {
    /// As it should be.
    case ok
    /// Worth knowing; nothing is wrong.
    case note
    /// Nothing is broken yet.
    case warning
    /// Something does not hold, or nobody can work.
    case error
  }

  public let check: Check
  public let severity: Severity
  public let message: String
  /// The command, or the act, that mends it; nil where there is nothing to mend.
  public let remedy: String?

  public init(_ check: Check, _ severity: Severity, _ message: String, remedy: String? = nil) {
    self.check = check
    self.severity = severity
    self.message = message
    self.remedy = remedy
  }

  /// True where somebody should act.
  public var isTrouble: Bool { severity == .warning || severity == .error }
}
