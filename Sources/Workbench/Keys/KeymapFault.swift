import Canvas

/// Something wrong with a change of keys.
public enum KeymapFault: Hashable, Sendable {
  /// The key means another command already, where both can be used.
  case clash(Key, for: Command, with: Command)
  case digit(Key, for: Command)
  /// Without a key for this command there would be no way out of some screen.
  case missing(Command)

  /// The command whose change is at fault.
  public var command: Command {
    switch self {
    case .clash(_, let command, _), .digit(_, let command), .missing(let command): command
    }
  }

  /// The key at fault.
  public var key: Key? {
    switch self {
    case .clash(let key, _, _), .digit(let key, _): key
    case .missing: nil
    }
  }

  /// What is wrong and, in parentheses, what to do.
  public var message: String {
    switch self {
    case .clash(let key, let command, let other):
      "the key '\(key.name)' means '\(other.rawValue)' where '\(command.rawValue)' can be used too (take another key, or change '\(other.rawValue)' as well)"
    case .digit(let key, _): "the key '\(key.name)' can't be a command's: digits choose labels (take another key)"
    case .missing(let command): "'\(command.rawValue)' can't be without a key (give it one)"
    }
  }
}

/// All that is wrong with some changes of keys; never empty.
public struct KeymapFaults: Error, Hashable, Sendable {
  public let all: [KeymapFault]
}

extension Command {
  /// True for the ways out of screens, which nobody may lose.
  var needsKey: Bool {
    switch self {
    case .submit, .back, .accept, .goOn, .leave, .interrupt: true
    default: false
    }
  }
}
