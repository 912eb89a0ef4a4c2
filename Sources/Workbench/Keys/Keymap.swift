import Canvas
import Text

/// The keys of a person: the table of bindings, with the keys of some commands changed.
public struct Keymap: Hashable, Sendable {
  /// The table as it is.
  public static let standard = Keymap()

  private let changed: [Command: [Key]]

  private init() { changed = [:] }

  /// Two commands that one key would mean in the same mode.
  public struct Clash: Error, Hashable, Sendable {
    public let key: Key
    public let command: Command
    /// What the key means already.
    public let other: Command
  }

  /// The table with other keys for some commands. A changed command's keys take the place of all those it had.
  ///
  /// - Throws: The first clash between a changed command and any other.
  public init(changing changed: [Command: [Key]]) throws(Clash) {
    self.changed = changed
    let bindings = bindings
    for mode in Mode.allCases {
      var taken: [Key: Command] = [:]
      let inMode = bindings.filter { $0.modes.contains(mode) }
      // What was changed is named as the one at fault.
      for binding in inMode.filter({ changed[$0.command] == nil }) + inMode.filter({ changed[$0.command] != nil }) {
        for key in binding.keys {
          if let other = taken[key], other != binding.command {
            throw Clash(key: key, command: binding.command, other: other)
          }
          taken[key] = binding.command
        }
      }
    }
  }

  /// The rows of the table, with this person's keys.
  public var bindings: [Binding] {
    Bindings.all.map { binding in
      guard let keys = changed[binding.command] else { return binding }
      var binding = binding
      binding.keys = keys
      return binding
    }
  }

  /// What a key means in a mode.
  public func binding(for key: Key, in mode: Mode) -> Binding? {
    Bindings.all.first { binding in
      binding.modes.contains(mode) && (changed[binding.command] ?? binding.keys).contains(key)
    }.map { binding in
      var binding = binding
      binding.keys = changed[binding.command] ?? binding.keys
      return binding
    }
  }

  /// The key of a command that footers and sentences name.
  func title(of command: Command, besides labels: Shortcuts? = nil) -> Displayable {
    bindings.first { $0.command == command }?.title(besides: labels) ?? ""
  }
}
