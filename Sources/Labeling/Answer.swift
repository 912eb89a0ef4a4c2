import Records

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
  /// - Parameters:
  ///   - isComplete: false for drafts, in which questions may be open and bounds not reached yet.
  ///   - row: the example, where span extents and fields are to be held against its texts.
  public init(
    _ json: JSON, under build: Build, isComplete: Bool = true, of row: JSONObject? = nil
  ) throws(AnswerError) {
    guard let object = json.object else {
      throw AnswerError("an answer is an object with the question ids as keys, such as {\"genre\": \"horror\"}")
    }
    self.init()
    for (key, value) in object {
      guard let question = build.ask.first(where: { $0.id.rawValue == key }) else {
        let known = build.ask.map { "'\($0.id)'" }.joined(separator: ", ")
        throw AnswerError("there is no question '\(key)' on this screen (it asks \(known))")
      }
      if value == .null { continue }
      values[question.id] = try question.value(value, under: build)
    }
    if let row { try check(against: row, under: build) }
    if isComplete { try check(under: build) }
  }

  /// Checks that every required question that is shown is answered within its bounds, and none that is not.
  public func check(under build: Build) throws(AnswerError) {
    for question in build.ask {
      if let problem = openPoint(of: question, under: build) { throw AnswerError(problem) }
    }
  }

  /// What is still missing under a question, nil if nothing.
  public func openPoint(of question: Question, under build: Build) -> String? {
    let value = values[question.id]
    guard question.isShown(beside: self) else {
      return value == nil ? nil : "'\(question.id)' is not asked beside these answers (leave it out)"
    }
    switch (question.kind, value) {
    case (.choice, .label(let id)):
      return build.label(id, offeredBy: question.id) != nil ? nil : "'\(id)' is not offered under '\(question.id)'"
    case (.choices(let min, let max), .labels(let ids)):
      if ids.count < min { return "'\(question.id)' wants at least \(min) \(min == 1 ? "label" : "labels")" }
      if let max, ids.count > max { return "'\(question.id)' takes at most \(max) \(max == 1 ? "label" : "labels")" }
      return nil
    case (.choices(let min, _), nil) where min == 0:
      return question.isOptional ? nil : "'\(question.id)' is not answered (an empty list says 'none of them')"
    case (.spans, nil):
      return question.isOptional ? nil : "'\(question.id)' is not answered (an empty list says 'there are none')"
    case (_, nil):
      return question.isOptional ? nil : "'\(question.id)' is not answered"
    case (.text(_, let pattern?), .text(let text)):
      return question.kind.allows(text) ? nil : "'\(question.id)' does not have the form that is asked for (\(pattern))"
    case (.spans, .spans), (.pairwise, .side), (.rating, .rating), (.text, .text):
      return nil
    default:
      return "'\(question.id)' holds a value of another kind"
    }
  }

  /// Checks that spans lie within the example's texts.
  public func check(against row: JSONObject, under build: Build) throws(AnswerError) {
    for question in build.ask {
      guard case .spans(let spans)? = values[question.id] else { continue }
      let fields = question.kind.fields.isEmpty ? build.ui.show.map(\.field) : question.kind.fields
      for span in spans {
        guard fields.contains(span.field) else {
          throw AnswerError(
            "'\(question.id)' marks the field '\(span.field)', which it does not ask about (fields: \(fields.joined(separator: ", ")))"
          )
        }
        let length = row[span.field]?.string?.unicodeScalars.count ?? 0
        if span.end > length {
          throw AnswerError(
            "'\(question.id)' marks \(span.start) to \(span.end), but '\(span.field)' has \(length) Unicode scalars")
        }
      }
    }
  }
}

extension Question {
  fileprivate func value(_ json: JSON, under build: Build) throws(AnswerError) -> AnswerValue {
    let offered = build.offered[id] ?? []
    switch kind {
    case .choice:
      return .label(try label(json, under: build))
    case .choices:
      guard let array = json.array else { throw AnswerError("'\(id)' takes a list of label ids") }
      var chosen: Set<LabelID> = []
      for item in array where !chosen.insert(try label(item, under: build)).inserted {
        throw AnswerError("'\(id)' names a label twice")
      }
      let space = build.offeredSpaces[id]
      return .labels(chosen.sorted { (space?.place(of: $0) ?? 0) < (space?.place(of: $1) ?? 0) })
    case .spans(_, let overlap):
      return .spans(try spans(json, under: build, overlap: overlap))
    case .pairwise:
      guard let side = json.string.flatMap({ Side(rawValue: $0) }), offered.contains(where: { $0.id == side.label })
      else {
        throw AnswerError("'\(id)' takes \(offered.map { "\"\($0.id)\"" }.joined(separator: ", "))")
      }
      return .side(side)
    case .rating:
      guard let point = json.number.flatMap({ number in offered.first { $0.value == number } }), let value = point.value
      else {
        let known = offered.compactMap { $0.value?.text }.joined(separator: ", ")
        throw AnswerError("'\(id)' takes a point of its scale as a number (\(known))")
      }
      return .rating(point.id, value)
    case .text(let maxLength, _):
      return .text(try text(json, maxLength))
    }
  }

  private func label(_ json: JSON, under build: Build) throws(AnswerError) -> LabelID {
    guard let text = json.string else { throw AnswerError("'\(id)' takes label ids as texts") }
    guard let label = build.label(LabelID(text), offeredBy: id) else {
      let offered = build.offered[id] ?? []
      let known = offered.prefix(12).map(\.id.rawValue).joined(separator: ", ")
      throw AnswerError(
        "'\(text)' is not offered under '\(id)' (offered: \(known)\(offered.count > 12 ? ", ..." : ""))")
    }
    return label.id
  }

  private func spans(_ json: JSON, under build: Build, overlap: Bool) throws(AnswerError) -> [Span] {
    guard let array = json.array else {
      throw AnswerError(
        "'\(id)' takes a list of spans, such as [{\"field\":\"plot\",\"start\":0,\"end\":5,\"label\":...}]")
    }
    var spans: Set<Span> = []
    for item in array {
      guard let object = item.object, let field = item["field"]?.string, let start = item["start"]?.int,
        let end = item["end"]?.int, let given = item["label"], object.count == 4
      else { throw AnswerError("a span of '\(id)' has a field, a start, an end and a label, and nothing else") }
      guard start >= 0, start < end else {
        throw AnswerError("a span of '\(id)' runs from \(start) to \(end) (the end is after the start, both from 0)")
      }
      let span = Span(field: field, start: start, end: end, label: try label(given, under: build))
      if !spans.insert(span).inserted { throw AnswerError("'\(id)' holds a span twice") }
    }
    let sorted = spans.sorted()
    if !overlap, let clash = Self.clash(in: sorted) {
      throw AnswerError("two spans of '\(id)' overlap at \(clash.start), which it does not allow")
    }
    return sorted
  }

  /// The first span that begins inside of an earlier one of its field.
  private static func clash(in sorted: [Span]) -> Span? {
    var ends: [String: Int] = [:]
    for span in sorted {
      if span.start < ends[span.field, default: 0] { return span }
      ends[span.field] = max(span.end, ends[span.field, default: 0])
    }
    return nil
  }

  private func text(_ json: JSON, _ maxLength: Int?) throws(AnswerError) -> String {
    guard let text = json.string else { throw AnswerError("'\(id)' takes a text") }
    if let maxLength, text.unicodeScalars.count > maxLength {
      throw AnswerError("'\(id)' has \(text.unicodeScalars.count) characters, at most \(maxLength) are allowed")
    }
    return text
  }
}
