import Canvas
import Text

/// The keys of a person: the table of bindings, with the keys of some commands changed.
///
/// A small letter stands for its capital and for Alt with it too, in changes as in the table, so that a command can still
/// be reached where a label takes the letter. Another command that names one of these as its own gets it.
public struct Keymap: Sendable {
  /// The table as it is.
  public static let standard = Keymap(rows: Bindings.all.map(Row.init), changed: [:])

  /// The rows of the table, with this person's keys.
  public private(set) var bindings: [Binding]
  private var changed: [Command: [Key]]
  /// What footers call each key, made once.
  private let titles: [Key: Displayable]
  /// The place in the table of what each key means in a mode.
  private var places: [Mode: [Key: Int]]

  private init(rows: [Row], changed: [Command: [Key]]) {
    let owners = Dictionary(grouping: rows.flatMap { row in row.own.map { (key: $0, row: row) } }, by: \.key)
    bindings = rows.map { row in
      var binding = row.binding
      binding.keys = row.binding.keys.filter { key in
        row.own.contains(key) || owners[key]?.contains { $0.row.meets(row) } != true
      }
      return binding
    }
    self.changed = changed
    titles = Dictionary(bindings.flatMap(\.keys).map { ($0, $0.title) }) { first, _ in first }
    places = Self.places(of: bindings)
  }

  private static func places(of bindings: [Binding]) -> [Mode: [Key: Int]] {
    var places: [Mode: [Key: Int]] = [:]
    for (place, binding) in bindings.enumerated() {
      for mode in binding.modes {
        places[mode, default: [:]].merge(binding.keys.map { ($0, place) }) { first, _ in first }
      }
    }
    return places
  }

  /// The table without a command: no key means it, and nothing tells of it.
  public func without(_ command: Command) -> Keymap {
    var keymap = self
    keymap.bindings.removeAll { $0.command == command }
    keymap.changed[command] = []
    keymap.places = Self.places(of: keymap.bindings)
    return keymap
  }

  /// What footers call a key.
  func title(of key: Key) -> Displayable { titles[key] ?? key.title }

  /// The table with other keys for some commands. A changed command's keys take the place of all those it had; where
  /// keys are text, only those of them that are no characters, and the table's own if there are none.
  ///
  /// - Throws: All that is wrong with the changes.
  public init(changing changed: [Command: [Key]]) throws(KeymapFaults) {
    let rows = Bindings.all.flatMap { binding in
      changed[binding.command].map { Row.rows(of: binding, changedTo: $0) } ?? [Row(binding)]
    }
    let commands = Command.allCases.filter { changed[$0] != nil }
    var faults: [KeymapFault] = []
    for (index, command) in commands.enumerated() {
      let own = rows.filter { $0.binding.command == command }
      if changed[command]?.isEmpty == true, command.needsKey { faults.append(.missing(command)) }
      for key in changed[command] ?? [] where key.isDigit { faults.append(.digit(key, for: command)) }
      // Of two changed commands the later one is at fault, once.
      let others = rows.filter { !commands[index...].contains($0.binding.command) }
      var told: Set<Key> = []
      for row in own {
        for key in row.binding.keys where row.own.contains(key) {
          guard let other = others.first(where: { $0.own.contains(key) && $0.meets(row) }) else { continue }
          if told.insert(key).inserted { faults.append(.clash(key, for: command, with: other.binding.command)) }
        }
      }
    }
    guard faults.isEmpty else { throw KeymapFaults(all: faults) }
    self.init(rows: rows, changed: changed)
  }

  /// What a key means in a mode.
  public func binding(for key: Key, in mode: Mode) -> Binding? {
    places[mode]?[key].map { bindings[$0] }
  }

  /// The key of a command that footers and sentences name.
  func title(of command: Command, besides labels: Shortcuts? = nil) -> Displayable {
    bindings.first { $0.command == command }?.title(besides: labels) ?? ""
  }

  /// The key of a command that footers and sentences of a mode name.
  func title(of command: Command, in mode: Mode) -> Displayable {
    bindings.first { $0.command == command && $0.modes.contains(mode) }?.title(besides: nil) ?? ""
  }

  /// Changed commands that one of these keys means while labels are chosen, and the key.
  public func changes(hiddenBy labelKeys: Set<Character>) -> [(command: Command, key: Key)] {
    let atWork = Set(bindings.filter { !$0.modes.isDisjoint(with: [.answering, .marking]) }.map(\.command))
    return Command.allCases.filter(atWork.contains).flatMap { command in
      (changed[command] ?? []).compactMap { key in
        if case .character(let character) = key, labelKeys.contains(character) { (command, key) } else { nil }
      }
    }
  }
}

extension Keymap: Hashable {
  public static func == (one: Keymap, other: Keymap) -> Bool { one.changed == other.changed }
  public func hash(into hasher: inout Hasher) { hasher.combine(changed) }
}

/// A row of the table while keys are given out.
private struct Row {
  /// With all keys that it would like.
  let binding: Binding
  /// Those of its keys that it does not give up.
  let own: Set<Key>

  init(_ binding: Binding) {
    self.binding = binding
    let implied = Set(binding.keys.flatMap(\.implied))
    own = Set(binding.keys).subtracting(implied)
  }

  private init(_ binding: Binding, modes: Set<Mode>, own: [Key]) {
    var keys: [Key] = []
    for key in own + own.flatMap(\.implied) where !keys.contains(key) { keys.append(key) }
    self.binding = Binding(binding, keys: keys, in: modes)
    self.own = Set(own)
  }

  /// A row whose command has other keys: as two rows where it serves both modes with text and modes without.
  static func rows(of binding: Binding, changedTo keys: [Key]) -> [Row] {
    let commanding = Row(binding, modes: binding.modes.filter { !$0.takesText }, own: keys)
    // An Alt key that nobody named does not take a key away from writing.
    let spared = commanding.binding.keys.filter { key in
      !key.isText && (keys.contains(key) || EditingKey.edit(of: key, in: .lines) == nil)
    }
    let kept = keys.isEmpty || !spared.isEmpty ? spared : binding.keys
    let typing = Row(binding, modes: binding.modes.filter(\.takesText), own: kept)
    return [commanding, typing].filter { !$0.binding.modes.isEmpty }
  }

  /// True for a row of another command that is in force at the same time.
  func meets(_ other: Row) -> Bool {
    binding.command != other.binding.command && !binding.modes.isDisjoint(with: other.binding.modes)
  }
}

extension Binding {
  fileprivate init(_ binding: Binding, keys: [Key], in modes: Set<Mode>) {
    self.init(
      binding.command, keys, in: modes, footer: binding.footer, rank: binding.rank, help: binding.help,
      refusal: binding.refusal)
  }
}

extension Key {
  /// What a small letter stands for beside itself.
  fileprivate var implied: [Key] {
    guard case .character(let letter) = self, letter.isLowercase, letter.uppercased().count == 1 else { return [] }
    return [.character(Character(letter.uppercased())), .alt(letter)]
  }

  /// True for what is written where words are.
  fileprivate var isText: Bool { if case .character = self { true } else { false } }

  fileprivate var isDigit: Bool {
    if case .character(let character) = self { ("0"..."9").contains(character) } else { false }
  }
}

extension Mode {
  /// True where characters are text.
  fileprivate var takesText: Bool {
    switch self {
    case .writing, .finding, .typing: true
    default: false
    }
  }
}
