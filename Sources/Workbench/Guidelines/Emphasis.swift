/// Pairs runs of `*` and `_` (CommonMark 0.31.2, appendix, 'process emphasis').
struct Emphasis {
  struct Run {
    let mark: Unicode.Scalar
    /// Marks that have no partner yet.
    var count: Int
    let length: Int
    /// Its place among the pieces.
    let piece: Int
    let canOpen: Bool
    let canClose: Bool
    /// The runs around it that are left.
    var previous: Int?
    var next: Int?

    init(
      mark: Unicode.Scalar, count: Int, piece: Int, before: Unicode.Scalar?, after: Unicode.Scalar?
    ) {
      self.mark = mark
      self.count = count
      length = count
      self.piece = piece
      let (spaceBefore, spaceAfter) = (Self.isSpace(before), Self.isSpace(after))
      let (signBefore, signAfter) = (before?.isPunctuation ?? false, after?.isPunctuation ?? false)
      let isLeft = !spaceAfter && (!signAfter || spaceBefore || signBefore)
      let isRight = !spaceBefore && (!signBefore || spaceAfter || signAfter)
      canOpen = isLeft && (mark == "*" || !isRight || signBefore)
      canClose = isRight && (mark == "*" || !isLeft || signAfter)
    }

    private static func isSpace(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isWhitespace ?? true }
  }

  /// Kinds of closing runs for which nothing before some place can open.
  private struct Kind: Hashable {
    var mark: Unicode.Scalar
    var canOpen: Bool
    var rest: Int
  }

  private var runs: [Run] = []

  /// Runs there are, the settled ones left out.
  var count: Int { runs.count }

  mutating func append(_ run: Run) {
    var run = run
    run.previous = runs.isEmpty ? nil : runs.count - 1
    if !runs.isEmpty { runs[runs.count - 1].next = runs.count }
    runs.append(run)
  }

  /// Pairs the runs from the one at `start` on, and forgets them.
  mutating func settle(after start: Int, in pieces: inout [InlinePiece]) {
    var bottoms: [Kind: Int] = [:]
    var here: Int? = start < runs.count ? start : nil
    while let closer = here {
      guard runs[closer].canClose else {
        here = runs[closer].next
        continue
      }
      let kind = Kind(mark: runs[closer].mark, canOpen: runs[closer].canOpen, rest: runs[closer].length % 3)
      guard let opener = opener(for: closer, from: max(start, bottoms[kind] ?? start)) else {
        bottoms[kind] = closer
        here = runs[closer].next
        if !runs[closer].canOpen { remove(closer) }
        continue
      }
      pair(opener, closer, in: &pieces)
      runs[opener].next = closer
      runs[closer].previous = opener
      if runs[opener].count == 0 { remove(opener) }
      if runs[closer].count == 0 {
        here = runs[closer].next
        remove(closer)
      }
    }
    for run in runs[min(start, runs.count)...] {
      pieces[run.piece].text = Array(repeating: run.mark, count: run.count)
    }
    runs.removeLast(max(0, runs.count - start))
    if !runs.isEmpty { runs[runs.count - 1].next = nil }
  }

  private func opener(for closer: Int, from bottom: Int) -> Int? {
    var here = runs[closer].previous
    while let candidate = here, candidate >= bottom {
      let (left, right) = (runs[candidate], runs[closer])
      let isUneven =
        (right.canOpen || left.canClose) && right.length % 3 != 0 && (left.length + right.length) % 3 == 0
      if left.mark == right.mark, left.canOpen, !isUneven { return candidate }
      here = left.previous
    }
    return nil
  }

  private mutating func pair(_ opener: Int, _ closer: Int, in pieces: inout [InlinePiece]) {
    let isStrong = runs[opener].count >= 2 && runs[closer].count >= 2
    runs[opener].count -= isStrong ? 2 : 1
    runs[closer].count -= isStrong ? 2 : 1
    let (left, right) = (runs[opener].piece, runs[closer].piece)
    if isStrong {
      pieces[left].after.strong += 1
      pieces[right].before.strong -= 1
    } else {
      pieces[left].after.emphasis += 1
      pieces[right].before.emphasis -= 1
    }
  }

  private mutating func remove(_ index: Int) {
    let (previous, next) = (runs[index].previous, runs[index].next)
    if let previous { runs[previous].next = next }
    if let next { runs[next].previous = previous }
  }
}
