import Text

/// The examples behind a figure, read a page at a time.
struct Listing: Hashable, Sendable {
  /// Examples that are asked for at once.
  static let page = 200

  let figure: Figure
  /// What people call the label that the figure is of.
  let name: Displayable?
  /// Nil until it is known.
  private(set) var count: Int?
  private(set) var cursor = 0
  private var rows: [Int: BoardExample] = [:]
  /// The page that was asked for and is on its way.
  private var awaited: Int? = 0

  init(figure: Figure, name: Displayable? = nil) {
    self.figure = figure
    self.name = name
  }

  subscript(place: Int) -> BoardExample? { rows[place] }

  var chosen: BoardExample? { rows[cursor] }

  mutating func take(_ examples: [BoardExample], from: Int, count: Int) {
    self.count = count
    awaited = nil
    // One page before and one behind are enough.
    rows = rows.filter { abs($0.key - from) <= 2 * Self.page }
    for (place, example) in examples.enumerated() { rows[from + place] = example }
    cursor = max(0, min(cursor, count - 1))
  }

  mutating func move(by step: Int) { cursor = max(0, min(cursor + step, (count ?? 1) - 1)) }

  /// The first place shown where so many rows have room.
  func top(rows: Int) -> Int { max(0, min(cursor - rows / 2, (count ?? 0) - rows)) }

  /// Where the page begins that is to be asked for, so that all rows in sight are there.
  mutating func lacking(rows height: Int) -> Int? {
    guard awaited == nil, let count else { return nil }
    let top = top(rows: height)
    guard let missing = (top..<min(top + height, count)).first(where: { rows[$0] == nil }) else { return nil }
    awaited = missing / Self.page * Self.page
    return awaited
  }
}
