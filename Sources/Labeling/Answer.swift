import Records

/// What was put under one question.
public enum AnswerValue: Hashable, Sendable {
  /// The label of a `choice`.
  case label(LabelID)
  /// The labels of a `choices`, in taxonomy order.
  case labels([LabelID])

  var json: JSON {
    switch self {
    case .label(let id): .string(id.rawValue)
    case .labels(let ids): .array(ids.map { .string($0.rawValue) })
    }
  }
}

/// A whole answer to a screen: a value under each question that was answered.
public struct Answer: Hashable, Sendable {
  public var values: [QuestionID: AnswerValue]

  public init(_ values: [QuestionID: AnswerValue] = [:]) { self.values = values }

  public subscript(question: QuestionID) -> AnswerValue? {
    get { values[question] }
    set { values[question] = newValue }
  }

  /// Keys sorted, so that equal answers are equal text.
  public var json: JSON {
    .object(JSONObject(values.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value.json) }))
  }

  /// The text that is stored.
  public var text: String { json.text() }
}

/// An answer that its build does not allow.
public struct AnswerError: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

extension Answer {
  /// Reads and checks an answer against the build it was given under.
  ///
  /// - Parameter isComplete: false for drafts, in which questions may be open and bounds not reached yet.
  public init(_ json: JSON, under build: Build, isComplete: Bool = true) throws(AnswerError) {
    guard let object = json.object else {
      throw AnswerError("an answer is an object with the question ids as keys, such as {\"genre\": \"horror\"}")
    }
    self.init()
    for (key, value) in object {
      guard let question = build.ui.ask.first(where: { $0.id.rawValue == key }) else {
        let known = build.ui.ask.map { "'\($0.id)'" }.joined(separator: ", ")
        throw AnswerError("there is no question '\(key)' on this screen (it asks \(known))")
      }
      if value == .null { continue }
      values[question.id] = try question.value(value, offered: build.offered[question.id] ?? [])
    }
    if isComplete { try check(under: build) }
  }

  /// Checks that every required question is answered within its bounds.
  public func check(under build: Build) throws(AnswerError) {
    for question in build.ui.ask {
      if let problem = openPoint(of: question, under: build) { throw AnswerError(problem) }
    }
  }

  /// What is still missing under a question, nil if nothing.
  public func openPoint(of question: Question, under build: Build) -> String? {
    let offered = build.offered[question.id] ?? []
    switch (question.kind, values[question.id]) {
    case (.choice, .label(let id)):
      return offered.contains { $0.id == id } ? nil : "'\(id)' is not offered under '\(question.id)'"
    case (.choices(let min, let max), .labels(let ids)):
      if ids.count < min { return "'\(question.id)' wants at least \(min) \(min == 1 ? "label" : "labels")" }
      if let max, ids.count > max { return "'\(question.id)' takes at most \(max) \(max == 1 ? "label" : "labels")" }
      return nil
    case (.choices(let min, _), nil) where min == 0:
      return question.isOptional ? nil : "'\(question.id)' is not answered (an empty list says 'none of them')"
    case (_, nil):
      return question.isOptional ? nil : "'\(question.id)' is not answered"
    default:
      return "'\(question.id)' holds a value of another kind"
    }
  }
}

extension Question {
  fileprivate func value(_ json: JSON, offered: [Label]) throws(AnswerError) -> AnswerValue {
    func label(_ json: JSON) throws(AnswerError) -> LabelID {
      guard let text = json.string else {
        throw AnswerError("'\(id)' takes label ids as texts")
      }
      guard let label = offered.first(where: { $0.id.rawValue == text }) else {
        let known = offered.prefix(12).map(\.id.rawValue).joined(separator: ", ")
        throw AnswerError(
          "'\(text)' is not offered under '\(id)' (offered: \(known)\(offered.count > 12 ? ", ..." : ""))")
      }
      return label.id
    }
    switch kind {
    case .choice:
      return .label(try label(json))
    case .choices:
      guard let array = json.array else {
        throw AnswerError("'\(id)' takes a list of label ids")
      }
      var chosen: Set<LabelID> = []
      for item in array where !chosen.insert(try label(item)).inserted {
        throw AnswerError("'\(id)' names a label twice")
      }
      return .labels(offered.map(\.id).filter { chosen.contains($0) })
    }
  }
}
