import Canvas
import Labeling
import Text

/// The example of a case, laid out to be read.
struct CaseText: Hashable, Sendable {
  private(set) var reading: Reading
  private var pairs: [PairReading]

  init(_ presented: Presented, width: Int) {
    reading = Reading(
      Passage.of(presented.blindFields, marked: presented.build.markedFields), width: min(width, Reading.widest))
    pairs = presented.pairs(width: width)
    for index in pairs.indices { pairs[index].compare() }
  }

  mutating func resize(width: Int) {
    reading.resize(width: min(width, Reading.widest))
    for index in pairs.indices { pairs[index].resize(width: width) }
  }

  /// The texts that a question compares; nil where the example is read as one.
  func pair(for question: Question?) -> PairReading? {
    guard let question, case .pairwise(let first, let second, _) = question.kind else { return nil }
    return pairs.first { $0.fields == [first, second] }
  }

  /// The rows that the whole text takes, or `height` where it is longer.
  func rows(for question: Question?, marks: TextMarks, height: Int) -> Int {
    if let pair = pair(for: question) { return pair.rowCount }
    var rows = 0
    for index in reading.lines.indices {
      if rows >= height { break }
      rows += MarkedLine(reading, line: index, marks: marks, limit: MarkedLine.limit(height: height)).height
    }
    return rows
  }

  enum Move { case pageUp, pageDown, top, bottom }

  mutating func move(_ move: Move, for question: Question?, height: Int, marks: TextMarks) {
    let compared = pair(for: question)?.fields
    if let index = pairs.firstIndex(where: { $0.fields == compared }) {
      switch move {
      case .pageUp: pairs[index].scrollPage(by: -1, height: height)
      case .pageDown: pairs[index].scrollPage(by: 1, height: height)
      case .top: pairs[index].scrollToTop()
      case .bottom: pairs[index].scrollToBottom(height: height)
      }
      return
    }
    switch move {
    case .pageUp: reading.pageUp(height: height, marks: marks)
    case .pageDown: reading.pageDown(height: height, marks: marks)
    case .top: reading.scrollToTop()
    case .bottom: reading.scrollToBottom(height: height, marks: marks)
    }
  }

  mutating func show(_ difference: SpanGroups.Difference, height: Int, marks: TextMarks) {
    reading.show(difference.range.lowerBound, in: difference.field, height: height, marks: marks)
  }
}
