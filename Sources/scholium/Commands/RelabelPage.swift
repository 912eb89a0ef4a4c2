import Labeling
import Operations
import Records
import Text

/// What full coverage still takes, for people to read.
enum RelabelPage {
  static func print(_ plan: RelabelPlan) throws {
    var answers = Table([
      ("answers", .left), ("exact", .right), ("unknown", .right), ("ambiguous", .right), ("void", .right),
    ])
    answers.add([
      "  to required questions", "\(plan.answers.exact)", "\(plan.answers.unknown)", "\(plan.answers.ambiguous)",
      "\(plan.answers.void)",
    ])
    for line in answers.lines { try Console.print(line) }
    if plan.staleAnswers > 0 {
      try Console.print("  \(plan.staleAnswers) answers are about content that has changed since: kept, not counted.")
    }
    try printQuestions(plan)
    try printStuck(plan)
  }

  /// How the answers of each old label came over.
  static func print(labels: [RelabelPlan.LabelRow]) throws {
    guard !labels.isEmpty else { return }
    var table = Table([
      ("  label", .left), ("taxonomy", .right), ("exact", .right), ("unknown", .right), ("ambiguous", .right),
      ("void", .right), ("narrowed", .right), ("full", .right),
    ])
    for row in labels {
      table.add([
        "  \(row.label.rawValue)", "\(row.taxonomyVersion)", "\(row.answers.exact)", "\(row.answers.unknown)",
        "\(row.answers.ambiguous)", "\(row.answers.void)", "\(row.questions.narrowed)", "\(row.questions.full)",
      ])
    }
    for line in table.lines { try Console.print(line) }
  }

  private static func printQuestions(_ plan: RelabelPlan) throws {
    guard plan.questions.total > 0 else { return try Console.print("No question is left to ask.") }
    try Console.print(
      "\(counted(plan.questions.total, "question")) to ask about \(counted(plan.examples, "example")): \(plan.questions.narrowed) narrowed, \(plan.questions.full) full."
    )
    guard let assumed = plan.pace.assumed else {
      return try Console.print("No answer was timed yet, so the hours are not known.")
    }
    let narrowed: Displayable =
      plan.pace.narrowed == nil && plan.questions.narrowed > 0
      ? ", narrowed not measured yet: taken as half of full" : ""
    let full: Displayable =
      plan.pace.full == nil && plan.questions.full > 0 ? ", full not measured yet: taken as twice narrowed" : ""
    try Console.print(
      "About \(duration(hours: plan.estimatedHours)) of work at \(figure(assumed.full)) s a full and \(figure(assumed.narrowed)) s a narrowed question\(narrowed)\(full)."
    )
  }

  private static func printStuck(_ plan: RelabelPlan) throws {
    if plan.stuck.examples > 0 {
      let reasons = RelabelPlan.Stuck.Reason.allCases.compactMap { reason in
        plan.stuck.reasons[reason].map { "\($0) \(reason.phrase)" }
      }
      try Console.print(
        "\(plan.stuck.examples == 1 ? "1 example is" : "\(plan.stuck.examples) examples are") stuck: \(reasons.joined(separator: ", "))."
      )
      for example in plan.stuck.some { try Console.print("  \(example.description)") }
    }
    for screen in plan.lostScreens { try Console.print(screen.sentence) }
  }

  private static func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

  /// In minutes up to two hours.
  private static func duration(hours: Double) -> String {
    if hours >= 2 { return "\(figure(hours)) hours" }
    return counted(Int((hours * 60).rounded(.up)), "minute")
  }

  /// With one place after the point.
  private static func figure(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension RelabelPlan.Stuck.Reason {
  fileprivate var phrase: String {
    switch self {
    case .oldScreen: "wait for people who saw a screen that is not served with these labels"
    case .tooFewPeople: "want more answers than there are people who may still give one (add people)"
    }
  }
}

extension RelabelPlan.LostScreen {
  fileprivate var sentence: Displayable {
    switch reason {
    case .doesNotCompile(let labels):
      let why: Displayable =
        labels.isEmpty ? "it has nothing left to offer" : "it names \(LabelNames.list(labels)), gone or ambiguous here"
      return
        "ui \(uiVersion) does not work with this taxonomy (\(why)): what is open there cannot go on (\(seen))."
    case .retired:
      return "ui \(uiVersion) is a retired tail: what is open there is not asked any more (\(seen))."
    }
  }

  /// Each example once for each person who saw it there.
  private var seen: Displayable { showings == 1 ? "1 example of 1 person" : "\(showings) examples, person by person" }

  fileprivate var json: JSON {
    let reason: (String, [LabelID]) =
      switch reason {
      case .doesNotCompile(let labels): ("does_not_compile", labels)
      case .retired: ("retired", [])
      }
    return [
      "ui_version": .number(JSONNumber(uiVersion)), "reason": .string(reason.0), "labels": .labels(reason.1),
      "showings": .number(JSONNumber(showings)),
    ]
  }
}

extension RelabelPlan {
  /// What `plan` and `relabel` both print.
  var members: [(String, JSON)] {
    [
      ("answers", answers.json), ("stale_answers", .number(JSONNumber(staleAnswers))), ("questions", questions.json),
      ("examples_to_ask", .number(JSONNumber(examples))),
      ("estimated_hours", .number(JSONNumber((estimatedHours * 1e6).rounded() / 1e6) ?? JSONNumber(0))),
      ("seconds", ["full": .seconds(pace.full), "narrowed": .seconds(pace.narrowed)]),
      ("stuck_examples", .number(JSONNumber(stuck.examples))),
      (
        "stuck",
        [
          "reasons": .object(
            JSONObject(
              Stuck.Reason.allCases.map { ($0.rawValue, .number(JSONNumber(stuck.reasons[$0] ?? 0))) })),
          "some": .array(stuck.some.map { .string($0.description) }),
        ]
      ),
      ("lost_screens", .array(lostScreens.map(\.json))), ("by_label", .array(byLabel.map(\.json))),
    ]
  }
}

extension RelabelPlan.Answers {
  fileprivate var json: JSON {
    [
      "exact": .number(JSONNumber(exact)), "ambiguous": .number(JSONNumber(ambiguous)),
      "void": .number(JSONNumber(void)), "unknown": .number(JSONNumber(unknown)),
    ]
  }
}

extension RelabelPlan.Questions {
  fileprivate var json: JSON {
    ["full": .number(JSONNumber(full)), "narrowed": .number(JSONNumber(narrowed))]
  }
}

extension RelabelPlan.LabelRow {
  fileprivate var json: JSON {
    [
      "label": .string(label.rawValue), "taxonomy_version": .number(JSONNumber(taxonomyVersion)),
      "answers": answers.json, "questions": questions.json,
    ]
  }
}

extension JSON {
  /// A measured time; null where nothing was measured.
  fileprivate static func seconds(_ seconds: Double?) -> JSON {
    seconds.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null
  }
}
