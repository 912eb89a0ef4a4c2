import Labeling
import Testing

/// The truth test for labelled stretches: a text of tokens, one scalar each, that carry atoms.
@Suite("readings of spans are true")
struct SpansTruthTests {
  @Test(arguments: [(true, true), (false, false), (true, false), (false, true)])
  func tokens(showed: Bool, shows: Bool) {
    forRandomGraphs(120) { truth, random in
      let graph = truth.graph
      for from in truth.numbers {
        for to in truth.numbers {
          var screens = [showed, shows].map { TrueScreen(kind: .spans(fields: ["text"], overlap: $0)) }
          for place in screens.indices where Int.random(in: 0..<4, using: &random) == 0 {
            screens[place].under = TrueVersion.allGroups.randomElement(using: &random)
          }
          let (source, target) = (screens[0].build(truth[from]), screens[1].build(truth[to]))
          let reconciliation = Reconciliation(from: source, to: target, by: graph.relation(from: from, to: to))
          for _ in 0..<4 {
            let text = (0..<6).map { _ in
              Set(TrueGraph.atoms.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)))
            }
            let marked = mark(text, truth[from], source, overlap: showed, using: &random)
            let reading = reconciliation.read(Answer([TrueScreen.question: .spans(marked)]))[TrueScreen.question]
            if let problem = problem(reading, text, marked, truth, (from, to), target, overlap: shows) {
              return
                "v\(from)\(screens[0].under.map { "/\($0)" } ?? "") > v\(to)\(screens[1].under.map { "/\($0)" } ?? "") text \(text.map { $0.sorted() }) marked \(marked.map { "\($0.start)-\($0.end) \($0.label)" }): \(problem), reads \(reading)"
            }
          }
        }
      }
      return nil
    }
  }

  private func labels(_ token: Set<Int>, _ version: TrueVersion, _ build: Build) -> [LabelID] {
    build.offers().filter { !version.holds($0).isDisjoint(with: token) }
  }

  /// Every token with a label of its own; where only one may be at a place, one of them. Neighbours of the same label may
  /// be marked as one.
  private func mark(
    _ text: [Set<Int>], _ version: TrueVersion, _ build: Build, overlap: Bool, using random: inout SeededGenerator
  ) -> [Span] {
    var spans: [Span] = []
    for (place, token) in text.enumerated() {
      let labels = labels(token, version, build)
      for label in overlap ? labels : Array(labels.shuffled(using: &random).prefix(1)) {
        if let before = spans.lastIndex(where: { $0.end == place && $0.label == label }),
          Bool.random(using: &random)
        {
          spans[before].end = place + 1
        } else {
          spans.append(Span(field: "text", start: place, end: place + 1, label: label))
        }
      }
    }
    return spans.sorted()
  }

  private func problem(
    _ reading: QuestionReading, _ text: [Set<Int>], _ marked: [Span], _ truth: TrueGraph, _ pair: (from: Int, to: Int),
    _ target: Build, overlap: Bool
  ) -> String? {
    guard case .spans(let spans) = reading.content else { return reading.crossing == .void ? nil : "no spans" }
    let version = truth[pair.to]
    let truths = text.map { Set(labels($0, version, target)) }
    for span in spans.spans {
      guard marked.contains(where: { $0.start == span.start && $0.end == span.end }) else { return "other extents" }
      guard span.candidates.allSatisfy({ target.offers().contains($0) }) else { return "candidates not offered" }
      for place in span.start..<span.end where span.crossing == .exact {
        if span.candidates.count != 1 { return "exact and open" }
        if !truths[place].isSuperset(of: span.candidates) { return "\(span.candidates) is wrong at \(place)" }
      }
    }
    // What was marked is there: its atom's label, where the target has one, is among what its span may be.
    for span in marked {
      let heirs = spans.spans.filter { $0.start == span.start && $0.end == span.end }
      if heirs.isEmpty { return "a span is lost" }
      for place in span.start..<span.end {
        let meant = text[place].intersection(truth[pair.from].holds(span.label))
        let isKept = heirs.contains { heir in
          heir.crossing == .void || heir.crossing != .exact
            || meant.contains { atom in version.label(of: atom).map { heir.candidates.contains($0) } ?? true }
        }
        if !isKept { return "the truth left \(span.label) at \(place)" }
        let open = heirs.filter { $0.crossing == .ambiguous }
        if heirs.allSatisfy({ $0.crossing == .ambiguous }),
          !meant.contains(where: { atom in
            guard let label = version.label(of: atom), target.offers().contains(label) else { return true }
            return open.contains { $0.candidates.contains(label) } || spans.unknown.contains(label)
          })
        {
          return "the truth left the candidates of \(span.label) at \(place)"
        }
      }
    }
    for (place, truth) in truths.enumerated() {
      for type in target.offers() where truth.contains(type) && spans.rulesOut(type, field: "text", at: place) {
        return "a wrong 'not \(type)' at \(place)"
      }
    }
    guard reading.crossing == .exact else { return nil }
    for (place, truth) in truths.enumerated() {
      let said = Set(spans.spans.filter { $0.start <= place && place < $0.end }.flatMap(\.candidates))
      if overlap ? said != truth : !(said.isSubset(of: truth) && said.isEmpty == truth.isEmpty && said.count < 2) {
        return "exact and wrong at \(place)"
      }
    }
    return nil
  }
}
