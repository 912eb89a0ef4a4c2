import Labeling
import Operations
import Queue
import Records

extension Status {
  /// - Parameter tellsExamples: how many examples each person's answers are about is told. Gold is an answer and no
  ///   example, so that the two figures together would tell those who answer when they had some.
  func json(tellsExamples: Bool) -> JSON {
    var fields: [(String, JSON)] = [
      ("tasks", .array(tasks.map { $0.json(tellsExamples: tellsExamples) })),
      ("revision", .number(JSONNumber(revision))),
    ]
    if let health { fields.append(("queue", health.json)) }
    return .object(JSONObject(fields))
  }
}

extension Status.Task {
  fileprivate func json(tellsExamples: Bool) -> JSON {
    [
      "task": .string(task.rawValue), "examples": .number(JSONNumber(examples)),
      "channels": .array(channels.map { $0.json(reckoned?.plans[$0.channel.name]) }),
      "annotators": .array(annotators.map { $0.json(tellsExamples: tellsExamples) }),
      "contradicted_settlements": .number(JSONNumber(contradictedSettlements)),
      "contradicted_examples": .number(JSONNumber(contradictedExamples)),
      "versions": .array(versions.map(\.json)), "agreement": .array(agreement.map(\.json)),
      "sessions": .array(sessions.map(\.json)), "throughput": .array(minutes.map(\.json)),
    ]
  }
}

extension Status.ChannelStatus {
  fileprivate func json(_ plan: RelabelPlan?) -> JSON {
    var fields: [(String, JSON)] = [
      ("channel", .string(channel.name.rawValue)), ("state", .string(channel.state.rawValue)),
      ("ui_version", .number(JSONNumber(uiVersion))), ("taxonomy_version", .number(JSONNumber(taxonomyVersion))),
      ("done", .number(JSONNumber(tally.progress.done))), ("open", .number(JSONNumber(tally.open))),
      ("leased", .number(JSONNumber(tally.leased))), ("answers", .number(JSONNumber(answers))),
      ("counted", .number(JSONNumber(tally.progress.answers))), ("wanted", .number(JSONNumber(tally.progress.wanted))),
      ("for_review", .number(JSONNumber(tally.forReview))), ("stuck", .number(JSONNumber(tally.stuck))),
    ]
    if let plan { fields.append(("relabel", plan.summary)) }
    return .object(JSONObject(fields))
  }
}

extension RelabelPlan {
  /// The same figures as `scholium relabel --json`, without those by label.
  fileprivate var summary: JSON {
    [
      "answers": [
        "exact": .number(JSONNumber(answers.exact)), "ambiguous": .number(JSONNumber(answers.ambiguous)),
        "void": .number(JSONNumber(answers.void)), "unknown": .number(JSONNumber(answers.unknown)),
      ],
      "questions": [
        "full": .number(JSONNumber(questions.full)), "narrowed": .number(JSONNumber(questions.narrowed)),
      ],
      "examples": .number(JSONNumber(examples)),
      "estimated_hours": JSONNumber(estimatedHours).map { .number($0) } ?? .null,
    ]
  }
}

extension Status.Annotator {
  fileprivate func json(tellsExamples: Bool) -> JSON {
    var fields: [(String, JSON)] = [
      ("name", .string(name)), ("answers", .number(JSONNumber(answers))), ("skipped", .number(JSONNumber(skips))),
      ("flagged", .number(JSONNumber(flags))), ("decided", .number(JSONNumber(decisions))),
    ]
    if tellsExamples { fields.append(("examples", .number(JSONNumber(examples[.answered, default: 0])))) }
    fields.append(("last_10_minutes", .number(JSONNumber(lately))))
    return .object(JSONObject(fields))
  }
}

extension Status.Version {
  fileprivate var json: JSON {
    [
      "ui_version": .number(JSONNumber(ui)), "taxonomy_version": .number(JSONNumber(taxonomy)),
      "answers": .number(JSONNumber(count.answers)), "examples": .number(JSONNumber(count.examples)),
      "labels": .array(
        labels.map { label in
          [
            "question": .string(label.question.rawValue), "label": .string(label.label.rawValue),
            "answers": .number(JSONNumber(label.count.answers)), "examples": .number(JSONNumber(label.count.examples)),
            "share": JSONNumber(label.share).map { .number($0) } ?? .null,
          ]
        }),
    ]
  }
}

extension Status.Agreement {
  fileprivate var json: JSON {
    [
      "id": .string(question.rawValue), "answers": .number(JSONNumber(answers)),
      "examples": .number(JSONNumber(examples)), "disputed": .number(JSONNumber(disputed)),
      "raw": raw.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null,
      "alpha": ["nominal": alpha.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null],
    ]
  }
}

extension Status.AtWork {
  fileprivate var json: JSON {
    [
      "annotator": .string(name), "client": client.map { .string($0) } ?? .null, "since": .string(since.description),
      "active": active.map { .string($0.description) } ?? .null, "holds": .number(JSONNumber(holds)),
      "last_10_minutes": .number(JSONNumber(lately)),
    ]
  }
}

extension Status.Minute {
  /// The minute's beginning, and how many answers were given in it.
  fileprivate var json: JSON {
    [
      "at": .string(Timestamp(microseconds: minute * 60_000_000).description), "answers": .number(JSONNumber(answers)),
    ]
  }
}

extension QueueHealth {
  fileprivate var json: JSON {
    [
      "bytes": .number(JSONNumber(size)), "log_bytes": .number(JSONNumber(logSize)),
      "free_bytes": room.map { .number(JSONNumber($0)) } ?? .null,
      "writer": writer.map { .string($0) } ?? .null, "held_seconds": .number(JSONNumber(held)),
    ]
  }
}
