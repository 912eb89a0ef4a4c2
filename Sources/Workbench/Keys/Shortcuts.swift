import Canvas
import Labeling

/// Which keys choose which labels of a question, and how the labels fall into pages.
///
/// A label's own key works on every page. Beside it the labels of a page are numbered 1 to 9; digits that some label
/// has as its own key are left out. A label that would have neither starts a new page, so that every label can be chosen.
///
/// Where only some labels are asked about, these keep the keys that they have on a full list with room for all labels, as
/// hands know them, unless two of them would have the same: whatever the size of the screen, their keys are the same.
public struct Shortcuts: Hashable, Sendable {
  /// A label with what chooses it while its page is shown.
  public struct Entry: Hashable, Sendable {
    public let label: Label
    /// Its place among the labels that are shown.
    public internal(set) var index: Int
    /// Its place among all labels of the question.
    public let place: Int
    public internal(set) var digit: Character?
    /// True for a label that is shown, but can't be chosen.
    public internal(set) var isFixed = false
    /// The key to name: its own one, else the digit; nil where it can't be chosen.
    public var key: Character? { isFixed ? nil : label.key ?? digit }
  }

  /// Never empty.
  public let pages: [[Entry]]
  private let own: [Character: LabelID]

  /// - Parameter capacity: how many labels a page has room for; one at least.
  public init(_ labels: [Label], capacity: Int) {
    let own = Dictionary(labels.compactMap { label in label.key.map { ($0, label.id) } }) { first, _ in first }
    let digits = "123456789".filter { own[$0] == nil }
    var pages: [[Entry]] = [[]]
    var free = digits[...]
    for (index, label) in labels.enumerated() {
      let last = pages.count - 1
      if pages[last].count >= max(1, capacity) || (label.key == nil && free.isEmpty && !pages[last].isEmpty) {
        pages.append([])
        free = digits[...]
      }
      pages[pages.count - 1].append(Entry(label: label, index: index, place: index, digit: free.popFirst()))
    }
    self.pages = pages
    self.own = own
  }

  /// - Parameters:
  ///   - asked: the labels that can be chosen.
  ///   - fixed: labels that are shown beside them.
  init(_ labels: [Label], asked: [LabelID], fixed: Set<LabelID>, capacity: Int) {
    let known = Set(asked)
    let full = Shortcuts(labels, capacity: .max).pages.joined()
    var entries = full.filter { known.contains($0.label.id) || fixed.contains($0.label.id) }
    for index in entries.indices { entries[index].index = index }
    for index in entries.indices where !known.contains(entries[index].label.id) { entries[index].isFixed = true }
    let keys = entries.compactMap(\.key)
    if Set(keys).count < keys.count {
      // Numbered anew, the pages of the full list being gone.
      let digits = Dictionary(
        Shortcuts(entries.filter { !$0.isFixed }.map(\.label), capacity: .max).pages.joined()
          .map { ($0.label.id, $0.digit) }, uniquingKeysWith: { first, _ in first })
      for index in entries.indices { entries[index].digit = digits[entries[index].label.id] ?? nil }
    }
    pages = Self.pages(of: entries, capacity: capacity)
    own = Dictionary(
      entries.compactMap { entry in entry.isFixed ? nil : entry.label.key.map { ($0, entry.label.id) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A page ends where it is full, or where a key would choose two of its labels.
  private static func pages(of entries: [Entry], capacity: Int) -> [[Entry]] {
    var pages: [[Entry]] = [[]]
    var keys: Set<Character> = []
    for entry in entries {
      let clashes = entry.key.map { keys.contains($0) } ?? false
      if pages[pages.count - 1].count >= max(1, capacity) || clashes {
        pages.append([])
        keys = []
      }
      if let key = entry.key { keys.insert(key) }
      pages[pages.count - 1].append(entry)
    }
    return pages
  }

  /// The label that a character chooses on a page.
  public func label(for character: Character, onPage page: Int) -> LabelID? {
    own[character] ?? pages[min(page, pages.count - 1)].first { !$0.isFixed && $0.digit == character }?.label.id
  }

  /// The page that a label is on.
  public func page(of label: LabelID) -> Int? { pages.firstIndex { $0.contains { $0.label.id == label } } }

  /// True where a label has this key for its own.
  func takes(_ key: Key) -> Bool {
    if case .character(let character) = key { own[character] != nil } else { false }
  }
}
