import Labeling

extension QuestionReading {
  static func one(_ label: String) -> QuestionReading { QuestionReading(.exact, .candidates([LabelID(label)])) }

  static func between(_ labels: String...) -> QuestionReading {
    QuestionReading(.ambiguous, .candidates(labels.map { LabelID($0) }))
  }

  static func marks(
    yes: [String] = [], unknown: [String] = [], clauses: [[String]] = [], of offered: [LabelID]
  ) -> QuestionReading {
    let crossing: Crossing = !clauses.isEmpty ? .ambiguous : unknown.isEmpty ? .exact : .unknown
    return QuestionReading(
      crossing,
      .marks(
        Marks(
          offered: offered, yes: yes.map { LabelID($0) }, unknown: unknown.map { LabelID($0) },
          clauses: clauses.map { $0.map { LabelID($0) } })))
  }
}
