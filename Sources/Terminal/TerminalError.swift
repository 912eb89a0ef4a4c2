import Text

/// Why the workbench can't take over the terminal, and what to do about it.
public enum TerminalError: Error, Hashable, CustomStringConvertible {
  public enum Stream: String, Sendable {
    case input, output
  }

  /// Standard input or output is a file or a pipe.
  case notATerminal(Stream)
  /// Neither the user's locale nor C.UTF-8 can be used.
  case noUTF8Locale
  /// The machine has no description of this TERM, or TERM is not set.
  case unknownTerminal(String?)
  /// The terminal can't place its cursor.
  case lineTerminal(String)
  /// The terminal refused its input mode.
  case refusedMode
  /// The system gives out no more file descriptors or signal handlers.
  case noResources

  /// What happened and what to do next, in one sentence.
  public var message: Displayable { "\(reason); \(remedy)" }

  /// What happened.
  public var reason: Displayable {
    switch self {
    case .notATerminal(let stream): "standard \(stream.rawValue) is not a terminal"
    case .noUTF8Locale: "this machine has no UTF-8 locale"
    case .unknownTerminal(nil): "TERM is not set"
    case .unknownTerminal(let name?): "this machine does not know the terminal '\(Self.shown(name))'"
    case .lineTerminal(let name): "the terminal '\(Self.shown(name))' can't place its cursor"
    case .refusedMode: "the terminal refused its input mode"
    case .noResources: "the system has no file descriptors left for this program"
    }
  }

  /// What to do next.
  public var remedy: Displayable {
    switch self {
    case .notATerminal: "run this in a terminal, add --plain, or use scholium pipe"
    case .noUTF8Locale: "install C.UTF-8 or set LC_ALL to a UTF-8 locale that it has"
    case .unknownTerminal(nil): "try again with TERM=xterm-256color, or add --plain"
    case .unknownTerminal: "try again with TERM=xterm-256color, TERM=vt100, or add --plain"
    case .lineTerminal: "add --plain, which needs none, or try TERM=vt100"
    case .refusedMode: "start again in a new terminal"
    case .noResources: "close other programs or raise ulimit -n"
    }
  }

  /// A name may be anything that the other end of the line sent.
  private static func shown(_ name: String) -> Displayable {
    Displayable(String(decoding: name.utf8.prefix(200), as: UTF8.self)).oneLine.truncated(to: 40)
  }

  public var description: String { message.description }
}
