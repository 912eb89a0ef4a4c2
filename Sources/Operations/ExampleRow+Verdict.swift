import Consensus
import Interchange

extension ExampleRow.Finding {
  init(_ verdict: Verdict) {
    self.init(
      status: ExampleRow.Status(verdict.status), answer: verdict.value, confidence: verdict.confidence,
      candidates: verdict.candidates, support: ExampleRow.Support(verdict.support), unknown: verdict.unknown,
      clauses: verdict.clauses, masks: verdict.masks)
  }
}

extension ExampleRow.Status {
  fileprivate init(_ status: Verdict.Status) {
    switch status {
    case .settled: self = .settled
    case .partial: self = .partial
    case .ambiguous: self = .ambiguous
    case .disputed: self = .disputed
    case .void: self = .void
    case .unlabeled: self = .unlabeled
    }
  }
}

extension ExampleRow.Support {
  fileprivate init(_ support: Consensus.Support) {
    switch support {
    case .votes(let votes):
      self = .choice(votes.map { ExampleRow.LabelCount(label: $0.label, count: $0.count) })
    case .marks(let marks):
      self = .choices(
        marks.map { ExampleRow.LabelTally(label: $0.label, yes: $0.yes, no: $0.no, unknown: $0.unknown) })
    case .spans(let marks):
      self = .spans(
        marks.map { ExampleRow.SpanTally(span: $0.span, yes: $0.yes, no: $0.no, unknown: $0.unknown) })
    case .texts(let votes):
      self = .texts(votes.map { ExampleRow.TextCount(text: $0.text, count: $0.count) })
    }
  }
}
