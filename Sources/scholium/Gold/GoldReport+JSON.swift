import Consensus
import Interchange
import Labeling
import Operations
import Records

extension GoldReport {
  var json: JSON {
    [
      "task": .string(task.rawValue), "channel": .string(channel.rawValue),
      "ui_version": .number(JSONNumber(uiVersion)), "taxonomy_version": .number(JSONNumber(taxonomyVersion)),
      "gold": .number(JSONNumber(gold)), "people": .array(people.map(\.json)),
      "questions": .array(questions.map(\.json)), "examples": .array(examples.map(\.json)),
      "revision": .number(JSONNumber(revision)),
    ]
  }
}

extension GoldReport.Score {
  fileprivate var members: [(String, JSON)] {
    [
      ("scored", .number(JSONNumber(scored))), ("right", .number(JSONNumber(right))),
      ("unscored", .number(JSONNumber(unscored))), ("share", .figure(share)),
      ("interval", interval.map { .array([.figure($0.low), .figure($0.high)]) } ?? .null),
    ]
  }
}

extension GoldReport.Person {
  fileprivate var json: JSON {
    .object(
      JSONObject(
        [("name", .string(name)), ("answered", .number(JSONNumber(answered)))] + score.members + [
          ("skipped", .number(JSONNumber(skipped))), ("flagged", .number(JSONNumber(flagged))),
        ] + standing.members))
  }
}

extension GoldReport.Standing {
  fileprivate var members: [(String, JSON)] {
    switch self {
    case .notNeeded: [("qualified", "not_needed")]
    case .qualified: [("qualified", "yes")]
    case .waiting: [("qualified", "no")]
    case .inRound(let answered, let count):
      [
        ("qualified", "in_round"),
        ("round", ["answered": .number(JSONNumber(answered)), "of": .number(JSONNumber(count))]),
      ]
    }
  }
}

extension GoldReport.Question {
  fileprivate var json: JSON { .object(JSONObject([("id", .string(question.rawValue))] + score.members)) }
}

extension GoldReport.Example {
  fileprivate var json: JSON {
    .object(
      JSONObject(
        [
          ("example", .string(example.description)), ("words", .string(words)), ("retired", .bool(isRetired)),
          ("answered", .number(JSONNumber(answered))),
        ] + score.members + [
          ("skipped", .number(JSONNumber(skipped))), ("flagged", .number(JSONNumber(flags.count))),
          ("flags", .array(flags.map { ["annotator": .string($0.annotator), "comment": .string($0.comment)] })),
          ("wrong", .array(wrong.map(\.json))),
        ]))
  }
}

extension GoldReport.WrongAnswer {
  fileprivate var json: JSON {
    [
      "question": .string(question.rawValue), "answer": answer.map(\.exported) ?? .null,
      "count": .number(JSONNumber(count)),
    ]
  }
}

extension JSON {
  fileprivate static func figure(_ value: Double?) -> JSON {
    value.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null
  }
}
