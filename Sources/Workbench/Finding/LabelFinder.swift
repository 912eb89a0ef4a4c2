import Canvas
import Labeling
import Text

/// Looking for a label by its words: what is typed, what it finds, and the place in what was found.
struct LabelFinder: Hashable, Sendable {
  let catalog: LabelCatalog
  private(set) var line = TextEditor()
  private(set) var query = LabelQuery("")
  /// Labels that were used lately, the last one first: they come first while nothing is typed.
  let recent: [Int]
  /// Places in the catalog, in the order in which they are shown.
  private(set) var results: [Int]
  /// The place in `results`. Nil while nothing was typed nor moved to: enter then chooses nothing by accident.
  private(set) var cursor: Int?
  private var top = 0

  /// - Parameter recent: labels that were used lately, the last one first.
  init(_ catalog: LabelCatalog, recent: [LabelID] = []) {
    self.catalog = catalog
    self.recent = recent.compactMap { catalog.place(of: $0) }
    results = []
    showAll()
  }

  var entryAtCursor: LabelCatalog.Entry? { cursor.map { catalog.entries[results[$0]] } }

  /// The first of the results that a list of this height shows: the cursor stays in it.
  func top(height: Int) -> Int {
    let cursor = cursor ?? 0
    return max(0, min(max(top, cursor - height + 1), cursor, results.count - 1))
  }

  /// Takes a key that edits what is looked for; false for one that does not.
  mutating func take(_ key: Key) -> Bool {
    guard line.take(key) != .ignored else { return false }
    let new = LabelQuery(line.text)
    guard new != query else { return true }
    let isNarrower = !query.isEmpty && new.narrows(query)
    query = new
    if new.isEmpty {
      showAll()
    } else {
      results =
        isNarrower ? new.found(in: catalog, among: results) : new.found(in: catalog, among: catalog.entries.indices)
      (top, cursor) = (0, results.isEmpty ? nil : 0)
    }
    return true
  }

  /// Starts anew.
  mutating func clear() {
    line = TextEditor()
    query = LabelQuery("")
    showAll()
  }

  private mutating func showAll() {
    let known = Set(recent)
    results = recent + catalog.entries.indices.filter { !known.contains($0) }
    (top, cursor) = (0, nil)
  }

  /// Puts the cursor on one of the results.
  mutating func go(to index: Int) {
    if results.indices.contains(index) { cursor = index }
  }

  /// Moves the cursor in a list of this height.
  mutating func move(by step: Int, height: Int) {
    guard !results.isEmpty else { return }
    let top = top(height: height)
    let from = cursor ?? (step > 0 ? -1 : 0)
    cursor = min(max(0, from + step), results.count - 1)
    self.top = top
    self.top = self.top(height: height)
  }
}
