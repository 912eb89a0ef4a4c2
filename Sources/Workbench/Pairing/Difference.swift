/// Where two sequences differ: the shortest way to make one from the other, or nearly.
///
/// Eugene W. Myers, 'An O(ND) Difference Algorithm and Its Variations' (1986), in linear space. A search that gets too
/// expensive is cut at the farthest point it reached, as in GNU diff: the result stays right, and is a little longer than
/// it could be. So hostile texts cost no more than long ones.
struct Difference: Hashable, Sendable {
  /// A stretch of both sequences; one of the ranges may be empty in a stretch that differs.
  struct Stretch: Hashable, Sendable {
    var isSame: Bool
    var left: Range<Int>
    var right: Range<Int>
  }

  /// Steps that all searches together may take, roughly.
  private static let work = 2_000_000

  /// In order, covering both sequences; what is the same and what differs take turns.
  private(set) var stretches: [Stretch] = []

  init(_ left: [Int], _ right: [Int]) {
    var search = Search(left, right, limit: max(16, Self.work / max(1, left.count + right.count)))
    search.run()
    var (x, y) = (0, 0)
    for match in search.matches {
      append(false, x..<match.left.lowerBound, y..<match.right.lowerBound)
      append(true, match.left, match.right)
      (x, y) = (match.left.upperBound, match.right.upperBound)
    }
    append(false, x..<left.count, y..<right.count)
  }

  private mutating func append(_ isSame: Bool, _ left: Range<Int>, _ right: Range<Int>) {
    guard !left.isEmpty || !right.isEmpty else { return }
    if let last = stretches.last, last.isSame == isSame {
      stretches[stretches.count - 1].left = last.left.lowerBound..<left.upperBound
      stretches[stretches.count - 1].right = last.right.lowerBound..<right.upperBound
    } else {
      stretches.append(Stretch(isSame: isSame, left: left, right: right))
    }
  }
}

/// The search for what both sequences have in common.
private struct Search {
  /// A part of both sequences that is still to be compared.
  struct Box {
    var left: Range<Int>
    var right: Range<Int>
  }

  let left: [Int]
  let right: [Int]
  /// The most edits that one search goes through from either end.
  let limit: Int
  /// Stretches that are the same, in order.
  private(set) var matches: [(left: Range<Int>, right: Range<Int>)] = []
  /// Farthest places on each diagonal, from the start and from the end, reused by all searches.
  private var forward: [Int]
  private var backward: [Int]

  init(_ left: [Int], _ right: [Int], limit: Int) {
    self.left = left
    self.right = right
    self.limit = limit
    let diagonals = 2 * min(limit, left.count + right.count) + 3
    forward = Array(repeating: 0, count: diagonals)
    backward = forward
  }

  mutating func run() {
    // A stack of our own: hostile texts must not use up the program's.
    var boxes = [Box(left: 0..<left.count, right: 0..<right.count)]
    while var box = boxes.popLast() {
      matchStart(of: &box)
      let end = endMatch(of: box)
      let rest = Box(
        left: box.left.lowerBound..<(box.left.upperBound - end),
        right: box.right.lowerBound..<(box.right.upperBound - end))
      if end > 0 {
        let match = Box(
          left: rest.left.upperBound..<box.left.upperBound, right: rest.right.upperBound..<box.right.upperBound)
        guard !rest.left.isEmpty, !rest.right.isEmpty else {
          matches.append((match.left, match.right))
          continue
        }
        // Comes up again once all before it is done, and then is one match from its start.
        boxes.append(match)
      }
      guard !rest.left.isEmpty, !rest.right.isEmpty else { continue }
      var (x, y) = split(rest)
      // A corner would leave the same box; what is left then is told as wholly different.
      let isCorner =
        (x, y) == (rest.left.lowerBound, rest.right.lowerBound)
        || (x, y) == (rest.left.upperBound, rest.right.upperBound)
      if isCorner { (x, y) = (rest.left.upperBound, rest.right.lowerBound) }
      boxes.append(Box(left: x..<rest.left.upperBound, right: y..<rest.right.upperBound))
      boxes.append(Box(left: rest.left.lowerBound..<x, right: rest.right.lowerBound..<y))
    }
  }

  private mutating func matchStart(of box: inout Box) {
    var length = 0
    while length < box.left.count, length < box.right.count,
      left[box.left.lowerBound + length] == right[box.right.lowerBound + length]
    { length += 1 }
    guard length > 0 else { return }
    let (x, y) = (box.left.lowerBound + length, box.right.lowerBound + length)
    matches.append((box.left.lowerBound..<x, box.right.lowerBound..<y))
    box = Box(left: x..<box.left.upperBound, right: y..<box.right.upperBound)
  }

  private func endMatch(of box: Box) -> Int {
    var length = 0
    while length < box.left.count, length < box.right.count,
      left[box.left.upperBound - 1 - length] == right[box.right.upperBound - 1 - length]
    { length += 1 }
    return length
  }

  /// A point on a shortest way through a box that neither starts nor ends with a match, or on a good way.
  private mutating func split(_ box: Box) -> (x: Int, y: Int) {
    let (n, m) = (box.left.count, box.right.count)
    let (x0, y0) = (box.left.lowerBound, box.right.lowerBound)
    let delta = n - m
    let isOdd = delta % 2 != 0
    let most = min(limit, (n + m + 1) / 2)
    let middle = most + 1
    forward[middle + 1] = 0
    backward[middle + 1] = 0
    for edits in 0...most {
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let k = middle + diagonal
        var x =
          diagonal == -edits || (diagonal != edits && forward[k - 1] < forward[k + 1])
          ? forward[k + 1] : forward[k - 1] + 1
        var y = x - diagonal
        while x < n, y < m, left[x0 + x] == right[y0 + y] { (x, y) = (x + 1, y + 1) }
        forward[k] = x
        let opposite = delta - diagonal
        if isOdd, abs(opposite) <= edits - 1, x + backward[middle + opposite] >= n, x <= n, y <= m {
          return (x0 + x, y0 + y)
        }
      }
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let k = middle + diagonal
        var x =
          diagonal == -edits || (diagonal != edits && backward[k - 1] < backward[k + 1])
          ? backward[k + 1] : backward[k - 1] + 1
        var y = x - diagonal
        while x < n, y < m, left[x0 + n - 1 - x] == right[y0 + m - 1 - y] { (x, y) = (x + 1, y + 1) }
        backward[k] = x
        let opposite = delta - diagonal
        if !isOdd, abs(opposite) <= edits, x + forward[middle + opposite] >= n, x <= n, y <= m {
          return (x0 + n - x, y0 + m - y)
        }
      }
    }
    return farthest(in: box, edits: most, middle: middle)
  }

  /// The point that the dear search from the start came to at best.
  private func farthest(in box: Box, edits: Int, middle: Int) -> (x: Int, y: Int) {
    var best = (x: 0, y: 0)
    for diagonal in stride(from: -edits, through: edits, by: 2) {
      let x = min(forward[middle + diagonal], box.left.count)
      let y = min(x - diagonal, box.right.count)
      if y >= 0, x >= 0, x + y > best.x + best.y { best = (x, y) }
    }
    return (box.left.lowerBound + best.x, box.right.lowerBound + best.y)
  }
}
