import Canvas

/// The cursor over the figures, and the panels that have none.
extension Dashboard {
  enum Direction {
    case above, below, left, right
  }

  private var layout: BoardLayout? { board.map { BoardLayout($0, on: size) } }

  /// To the nearest stop on a side; nowhere where there is none.
  mutating func move(_ direction: Direction) {
    guard let layout, let here = spot(in: layout) else { return }
    let spots = layout.spots
    let next: BoardLayout.Spot?
    switch direction {
    case .below:
      next =
        spots.filter { $0.stack == here.stack && $0.row > here.row }
        .min { ($0.row, abs($0.column - here.column)) < ($1.row, abs($1.column - here.column)) }
        ?? spots.filter { $0.stack > here.stack }.min { ($0.stack, $0.row, $0.column) < ($1.stack, $1.row, $1.column) }
    case .above:
      next =
        spots.filter { $0.stack == here.stack && $0.row < here.row }
        .max { ($0.row, -abs($0.column - here.column)) < ($1.row, -abs($1.column - here.column)) }
        ?? spots.filter { $0.stack < here.stack }.max { ($0.stack, $0.row, $0.column) < ($1.stack, $1.row, $1.column) }
    case .right:
      next =
        spots.filter { $0.row == here.row && $0.stack == here.stack && $0.column > here.column }
        .min { $0.column < $1.column }
        ?? spots.filter { $0.stack == here.stack + 1 }
        .min { (abs($0.row - here.row), $0.column) < (abs($1.row - here.row), $1.column) }
    case .left:
      next =
        spots.filter { $0.row == here.row && $0.stack == here.stack && $0.column < here.column }
        .max { $0.column < $1.column }
        ?? spots.filter { $0.stack == here.stack - 1 }
        .min { (abs($0.row - here.row), -$0.column) < (abs($1.row - here.row), -$1.column) }
    }
    guard let next else { return }
    cursor = next.stop
    keepCursorInSight()
  }

  /// The examples at the cursor.
  var behind: BoardCell.Behind? { layout.flatMap { spot(in: $0)?.behind } }

  mutating func moveToEnd(isFirst: Bool) {
    guard let layout else { return }
    cursor = (isFirst ? layout.spots.first : layout.spots.last)?.stop
    top = isFirst ? 0 : Int.max / 2
    keepCursorInSight()
  }

  /// Without the cursor, which goes along as far as it must.
  mutating func scroll(by rows: Int) {
    guard let layout else { return }
    let body = BoardLayout.body(size)
    top = max(0, min(top + rows, layout.height - body.rows))
    guard let here = spot(in: layout), !(top..<top + body.rows).contains(here.row) else { return }
    let inSight = layout.spots.filter { (top..<top + body.rows).contains($0.row) }
    if let nearest = inSight.min(by: { abs($0.row - here.row) < abs($1.row - here.row) }) {
      cursor = nearest.stop
    }
  }

  /// The cursor stands on something that is there, and on the screen.
  mutating func keepCursorInSight() {
    guard let layout else { return }
    let body = BoardLayout.body(size)
    if spot(in: layout) == nil { cursor = replacement(in: layout)?.stop }
    top = max(0, min(top, layout.height - body.rows))
    guard let here = spot(in: layout) else { return }
    top = max(top, here.sight.upperBound - body.rows)
    top = min(top, here.sight.lowerBound)
  }

  private func spot(in layout: BoardLayout) -> BoardLayout.Spot? {
    layout.spots.first { $0.stop == cursor }
  }

  /// Where the cursor goes whose place is gone: a panel that has figures now to the first of them.
  private func replacement(in layout: BoardLayout) -> BoardLayout.Spot? {
    guard case .panel(let title) = cursor else { return layout.spots.first }
    return layout.spots.first { $0.panel == title } ?? layout.spots.first
  }
}
