/// Places in a text that is edited: UTF-8 offsets, which a native string finds at once and keeps before an edit.
extension String {
  func place(_ offset: Int) -> Index { utf8.index(startIndex, offsetBy: offset) }
  func offset(of place: Index) -> Int { utf8.distance(from: startIndex, to: place) }

  /// The first border of grapheme clusters that is not before an offset.
  func border(atOrAfter offset: Int) -> Int {
    let place = place(offset)
    // From inside of a cluster, what comes after the place is the end of the cluster.
    return Index(place, within: self) == nil ? self.offset(of: index(after: place)) : offset
  }

  func border(atOrBefore offset: Int) -> Int {
    let place = place(offset)
    return Index(place, within: self) == nil ? self.offset(of: index(before: index(after: place))) : offset
  }

  /// The border after a border; the end stays where it is.
  func border(after offset: Int) -> Int {
    let place = place(offset)
    return place == endIndex ? offset : self.offset(of: index(after: place))
  }

  /// The border before a border; the start stays where it is.
  func border(before offset: Int) -> Int {
    offset == 0 ? 0 : self.offset(of: index(before: place(offset)))
  }

  /// The line that a place is in, as line feeds and CR LF break lines.
  func sourceLine(around offset: Int) -> SourceLine {
    let lineFeed = UInt8(ascii: "\n")
    let place = place(offset)
    let start = utf8[..<place].lastIndex(of: lineFeed).map { self.offset(of: $0) + 1 } ?? 0
    guard let feed = utf8[place...].firstIndex(of: lineFeed) else {
      return SourceLine(range: start..<utf8.count, next: nil)
    }
    let end = self.offset(of: feed)
    let isPair = end > start && utf8[utf8.index(before: feed)] == UInt8(ascii: "\r")
    return SourceLine(range: start..<(isPair ? end - 1 : end), next: end + 1)
  }
}

/// A line of the text itself, however many rows it takes on the screen.
struct SourceLine: Hashable, Sendable {
  /// Without the line break.
  var range: Range<Int>
  /// Where the line after it starts; nil for the last line.
  var next: Int?
}
