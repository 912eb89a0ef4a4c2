import Canvas

extension Frame {
  /// The first row whose cells don't fill the screen exactly.
  func tornRow(_ size: Size) -> Int? {
    if self.size != size { return -1 }
    return (0..<size.rows).first { index in
      let cells = row(index)
      return cells.reduce(0) { $0 + $1.width } != size.columns || cells.last?.width == 2
    }
  }
}
