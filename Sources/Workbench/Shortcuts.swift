import Canvas
import Labeling

/// Which keys choose which labels of a question, and how the labels fall into pages.
///
/// A label's own key works on every page. Beside it the labels of a page are numbered 1 to 9; digits that some label
/// has as its own key are left out. A label that would have neither starts a new page, so that every label can be chosen.
public struct Shortcuts: Hashable, Sendable {
  /// A label with what chooses it while its page is shown.
  public struct Entry: Hashable, Sendable {
    public let label: Label
    /// Its place among all labels of the question.
    public let index: Int
    public let digit: Character?
    /// The key to name: its own one, else the digit.
    public var key: Character? { label.key ?? digit }
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
      pages[pages.count - 1].append(Entry(label: label, index: index, digit: free.popFirst()))
    }
    self.pages = pages
    self.own = own
  }

  /// The label that a character chooses on a page.
  public func label(for character: Character, onPage page: Int) -> LabelID? {
    own[character] ?? pages[min(page, pages.count - 1)].first { $0.digit == character }?.label.id
  }

  /// The page that a label is on.
  public func page(of label: LabelID) -> Int? { pages.firstIndex { $0.contains { $0.label.id == label } } }

  /// True where a label has this key for its own.
  func takes(_ key: Key) -> Bool {
    if case .character(let character) = key { own[character] != nil } else { false }
  }
}
