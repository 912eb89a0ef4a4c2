import Labeling
import Queue

@testable import Workbench

/// What is known of examples that stories tell of, by name.
extension Scene {
  static let known: [String: KnownAnswer] = [
    "horror": KnownAnswer(
      answer: Answer([genre: .label(LabelID("horror"))]), isRight: false,
      explanation: "The radio is what frightens: each name in the log is one who will drown."),
    "as-known": KnownAnswer(answer: Answer([genre: .label(LabelID("horror"))]), isRight: true, explanation: "Unread."),
    "several": KnownAnswer(
      answer: Answer([
        genre: .label(LabelID("horror")),
        QuestionID("mood"): .labels(Sample.genres.map(\.id)),
      ]), isRight: false, explanation: nil),
    "spans": KnownAnswer(
      answer: Answer([
        Sample.entities: .spans([
          Sample.span(0, 12, "person"), Sample.span(17, 32, "person"), Sample.span(36, 42, "place"),
        ])
      ]), isRight: false, explanation: nil),
    "long": KnownAnswer(
      answer: Answer([genre: .label(LabelID("horror"))]), isRight: false,
      explanation: (1...60).map { "\($0). \(Sample.plot)" }.joined(separator: "\n\n")),
  ]
}
