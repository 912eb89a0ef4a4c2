/// Stretches of a text that a cursor stops at, in scalars: in order, apart from each other, none empty.
struct Stops: Hashable, Sendable {
  private let ranges: [Range<Int>]

  init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  var isEmpty: Bool { ranges.isEmpty }
  var first: Range<Int>? { ranges.first }
  var last: Range<Int>? { ranges.last }

  func first(endingAfter offset: Int) -> Range<Int>? { at(count { $0.upperBound <= offset }) }
  func first(startingAfter offset: Int) -> Range<Int>? { at(count { $0.lowerBound <= offset }) }
  func last(startingBefore offset: Int) -> Range<Int>? { at(count { $0.lowerBound < offset } - 1) }

  /// The piece that a scalar is part of; nil in a gap.
  func piece(at offset: Int) -> Range<Int>? {
    first(endingAfter: offset).flatMap { $0.contains(offset) ? $0 : nil }
  }

  /// The piece at a scalar, else the nearest one.
  func nearest(to offset: Int) -> Range<Int>? {
    let before = last(startingBefore: offset + 1)
    guard let after = first(startingAfter: offset) else { return before }
    guard let before else { return after }
    return offset - before.upperBound < after.lowerBound - offset ? before : after
  }

  private func at(_ index: Int) -> Range<Int>? { ranges.indices.contains(index) ? ranges[index] : nil }

  /// How many of the first pieces a condition holds for, which holds for no later ones.
  private func count(where holds: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if holds(ranges[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
