import Labeling
import Text

// Going to the same text at other places, and to spans.
extension Marking {
  /// A place among several: the first one is 1.
  struct Count: Hashable, Sendable {
    var place: Int
    var all: Int
  }

  private struct Spot: Hashable, Comparable {
    var text: Int
    var range: Range<Int>

    static func < (left: Spot, right: Spot) -> Bool {
      (left.text, left.range.lowerBound, left.range.upperBound) < (
        right.text, right.range.lowerBound, right.range.upperBound
      )
    }
  }

  /// Goes to the next place, or the one before, that has the same text as the selection; after the last comes the
  /// first. Whole words are looked for as whole words. While the selection is held, the text at the cursor is looked
  /// for, and the selection extends to there.
  ///
  /// Returns which of the places it is; nil where there is no other.
  mutating func goToSame(by step: Int) -> Count? {
    guard let cursor else { return nil }
    let own = isHeld ? cursor.head : cursor.range
    let searched = isHeld ? [cursor.text] : Array(texts.indices)
    let spots = same(as: own, in: cursor.text, among: searched)
    guard spots.count > 1, let place = spots.firstIndex(of: Spot(text: cursor.text, range: own)) else { return nil }
    let next = (place + step + spots.count) % spots.count
    reach(texts[spots[next].text].field, spots[next].range)
    return Count(place: next + 1, all: spots.count)
  }

  /// Goes to a place found: selects it, or extends to it.
  mutating func reach(_ field: String, _ range: Range<Int>) {
    guard isHeld else {
      select(field, range)
      return
    }
    guard field == selection?.field else { return }
    move { cursor, texts in
      if let whole = texts[cursor.text].whole(range) { cursor.extend(to: whole) }
    }
  }

  private func same(as own: Range<Int>, in index: Int, among searched: [Int]) -> [Spot] {
    let wanted = texts[index].text(own)
    let isWhole = texts[index].isWholeWords(own)
    return searched.flatMap { other in
      texts[other].places(of: wanted, isWholeWords: isWhole, besides: other == index ? own : nil)
        .map { Spot(text: other, range: $0) }
    }
  }

  /// All other places with the text of a span.
  func others(like span: Span) -> [(field: String, range: Range<Int>)] {
    guard let index = texts.firstIndex(where: { $0.field == span.field }),
      let own = texts[index].whole(span.start..<span.end)
    else { return [] }
    return same(as: own, in: index, among: Array(texts.indices))
      .filter { $0 != Spot(text: index, range: own) }
      .map { (texts[$0.text].field, $0.range) }
  }

  /// Selects the next stretch that is marked, or wants a label; after the last comes the first. Stretches that have
  /// several labels are one stop.
  mutating func goToSpan(by step: Int) {
    let marked = spans.map { ($0.field, $0.start..<$0.end) } + unlabelled.map { ($0.field, $0.start..<$0.end) }
    let spots = Set(
      marked.compactMap { field, range -> Spot? in
        guard let index = texts.firstIndex(where: { $0.field == field }), let whole = texts[index].whole(range) else {
          return nil
        }
        return Spot(text: index, range: whole)
      })
    guard let cursor else { return }
    let here = Spot(text: cursor.text, range: cursor.range)
    let next =
      step > 0 ? spots.filter { here < $0 }.min() ?? spots.min() : spots.filter { $0 < here }.max() ?? spots.max()
    guard let next else { return }
    letGoAndSelect(next)
  }

  private mutating func letGoAndSelect(_ spot: Spot) {
    if isHeld { toggleHold() }
    select(texts[spot.text].field, spot.range)
  }

  /// The span that is meant: the selected one, else the innermost one at the cursor.
  var inHand: Span? {
    guard let cursor else { return nil }
    let field = texts[cursor.text].field
    if let selected = marks.spans(of: cursor.range, in: field).last { return selected }
    return marks.spans(overlapping: cursor.head, in: field)
      .min { ($0.end - $0.start, -$0.start) < ($1.end - $1.start, -$1.start) }
  }

  /// The selected stretch that wants a label.
  var unlabelledInHand: SpanSet.Unlabelled? {
    guard let cursor else { return nil }
    return marks.unlabelled(of: cursor.range, in: texts[cursor.text].field).first
  }
}
