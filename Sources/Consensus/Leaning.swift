import Labeling

/// What most people marked where people are tied on some of it: no answer of anybody, but what one may begin with.
public struct Leaning: Hashable, Sendable {
  /// What more people marked than not; nil where that is nothing.
  public let value: AnswerValue?
  /// The labels, or the places of a text, that as many marked as did not.
  public let tied: Int

  public init(value: AnswerValue?, tied: Int) {
    self.value = value
    self.tied = tied
  }
}

extension Verdict {
  /// What a disputed verdict on marks leans to; nil for any other.
  public var leaning: Leaning? {
    guard status == .disputed else { return nil }
    switch support {
    case .marks(let marks):
      let ticked = marks.filter { $0.yes > $0.no }.map(\.label)
      return Leaning(
        value: ticked.isEmpty ? nil : .labels(ticked), tied: marks.count { $0.yes > 0 && $0.yes == $0.no })
    case .spans(let marks):
      let inside = marks.filter { $0.yes > $0.no }.map(\.span)
      let tied = marks.filter { $0.yes > 0 && $0.yes == $0.no }.map(\.span)
      return Leaning(value: inside.isEmpty ? nil : .spans(inside), tied: Self.places(of: tied))
    case .votes, .texts: return nil
    }
  }

  /// How many stretches of text spans cover: those that overlap are one.
  private static func places(of spans: [Span]) -> Int {
    var ends: [String: Int] = [:]
    var count = 0
    for span in spans.sorted(by: { ($0.field, $0.start) < ($1.field, $1.start) }) {
      if ends[span.field].map({ span.start >= $0 }) ?? true { count += 1 }
      ends[span.field] = max(ends[span.field] ?? 0, span.end)
    }
    return count
  }
}
