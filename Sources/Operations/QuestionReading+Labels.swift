import Labeling

extension QuestionReading {
  /// The labels that an answer is or may be, in the offered order.
  public var mayBe: [LabelID] {
    switch content {
    case .candidates(let labels): return labels
    case .marks(let marks):
      let open = Set(marks.yes).union(marks.unknown)
      return crossing == .void ? [] : marks.unknown.isEmpty ? marks.yes : marks.offered.filter { open.contains($0) }
    case .spans(let spans):
      let named = Set(spans.spans.flatMap(\.candidates))
      return spans.offered.filter { named.contains($0) }
    case .text, .notAsked, .nothing: return []
    }
  }
}
