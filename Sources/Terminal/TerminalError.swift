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
  public var message: Displayable {
    switch self {
    case .notATerminal(let stream):
      "standard \(stream.rawValue) is not a terminal; run this in a terminal, add --plain, or use scholium pipe"
    case .noUTF8Locale: "this machine has no UTF-8 locale; install C.UTF-8 or set LC_ALL to a UTF-8 locale that it has"
    case .unknownTerminal(nil): "TERM is not set; try again with TERM=xterm-256color, or add --plain"
    case .unknownTerminal(let name?):
      "this machine does not know the terminal '\(name)'; try again with TERM=xterm-256color, TERM=vt100, or add --plain"
    case .lineTerminal(let name):
      "the terminal '\(name)' can't place its cursor; add --plain, which needs none, or try TERM=vt100"
    case .refusedMode: "the terminal refused its input mode; start again in a new terminal"
    case .noResources:
      "the system has no file descriptors left for this program; close other programs or raise ulimit -n"
    }
  }

  public var description: String { message.description }
}
