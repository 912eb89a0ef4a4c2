import Labeling
import Queue

extension Assignment {
  /// The whole answer that an answer to the open questions of a settlement comes to: what the person said before, as far
  /// as it is known, and what they say now. Answers to any other assignment are whole already.
  ///
  /// Of a `choices`, what was known to apply still does; of a `spans`, what was known to be marked still is.
  ///
  /// - Parameter build: the assignment's.
  public func completing(_ answer: Answer, under build: Build) -> Answer {
    guard settles != nil, let carried else { return answer }
    var whole = Answer()
    for question in build.ask {
      let offered = build.offered[question.id] ?? []
      if let given = answer[question.id] {
        whole[question.id] = given.joined(with: carried[question.id], offered: offered)
      } else if question.isShown(beside: whole) {
        whole[question.id] = carried[question.id].value(under: question, offered: offered)
      }
    }
    return whole
  }

  /// Refuses another answer to what is known: a settlement answers what is open.
  func checkKnown(_ answer: Answer, under build: Build) throws(AnswerError) {
    for question in build.ask {
      guard let given = answer[question.id], let carried, carried[question.id].crossing == .exact,
        let known = carried[question.id].value(under: question, offered: build.offered[question.id] ?? []),
        known != given
      else { continue }
      throw AnswerError(
        "'\(question.id)' is known from your earlier answer and not asked again (revise response \(settles.map(\.rawValue) ?? "") to change it)"
      )
    }
  }

  /// The questions that are put to the person: of a settlement the open ones, else all.
  public func questions(of build: Build) -> [Question] {
    guard settles != nil, let asked else { return build.ask }
    return build.ask.filter { asked.questions[$0.id] != nil }
  }
}

extension AnswerValue {
  fileprivate func joined(with known: QuestionReading, offered: [Label]) -> AnswerValue {
    switch (self, known.content) {
    case (.labels(let ticked), .marks(let marks)):
      let all = Set(ticked).union(marks.yes)
      return .labels(offered.map(\.id).filter { all.contains($0) })
    case (.spans(let spans), .spans(let reading)):
      let marked = reading.spans.filter { $0.crossing == .exact }.compactMap { carried in
        carried.candidates.first.map {
          Span(field: carried.field, start: carried.start, end: carried.end, label: $0)
        }
      }
      return .spans(Set(spans).union(marked).sorted())
    default: return self
    }
  }
}
