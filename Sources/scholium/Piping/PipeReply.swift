import Labeling
import Queue
import Records

/// What a pipe says to a request that was carried out.
struct PipeReply {
  private var members: [(String, JSON)] = [("ok", true)]

  var json: JSON { .object(JSONObject(members)) }

  func adding(_ more: [(String, JSON)]) -> PipeReply {
    var reply = self
    reply.members += more
    return reply
  }

  func adding(_ receipt: Receipt) -> PipeReply {
    adding([
      ("response", .string(receipt.response.rawValue)), ("revision", .number(JSONNumber(receipt.revision))),
      ("counted", .bool(receipt.counted)),
    ])
  }

  func adding(revision: Int) -> PipeReply { adding([("revision", .number(JSONNumber(revision)))]) }

  /// - Parameter build: the build of the assignment, where there is one.
  func adding(_ serving: Serving, build: (Digest) throws -> Build) throws -> PipeReply {
    switch serving.outcome {
    case .assignment(let assignment):
      return adding([("assignment", try assignment.json(under: try build(assignment.build)))])
    case .nothing(let idle):
      let retry = idle.retryAt.map { [("retry_at", JSON.string($0.description))] } ?? []
      return adding([("assignment", .null), ("reason", .string(idle.reason.rawValue))] + retry)
    }
  }
}

extension Assignment {
  fileprivate func json(under build: Build) throws -> JSON {
    var members: [(String, JSON)] = [
      ("id", .string(id.rawValue)), ("example", .string(example.description)), ("data", try JSONParser.parse(data)),
      ("task", .string(task.rawValue)), ("channel", .string(channel.rawValue)),
      ("ui_version", .number(JSONNumber(build.ui.version))),
      ("taxonomy_version", .number(JSONNumber(build.taxonomy.version))),
      ("ask", .array(build.ui.ask.map { $0.json(offering: build.offered[$0.id] ?? []) })), ("candidates", .null),
      ("purpose", .string(purpose.rawValue)), ("expires_at", .string(expiresAt.description)),
    ]
    if let draft { members.append(("draft", try JSONParser.parse(draft))) }
    return .object(JSONObject(members))
  }
}

extension Question {
  fileprivate func json(offering labels: [Label]) -> JSON {
    let bounds: (min: Int, max: Int?) =
      switch kind {
      case .choice: (1, 1)
      case .choices(let min, let max): (min, max)
      }
    return [
      "id": .string(id.rawValue), "kind": .string(kind.name), "prompt": .string(prompt),
      "labels": .array(
        labels.map { label in
          [
            "id": .string(label.id.rawValue), "title": .string(label.title),
            "key": label.key.map { .string(String($0)) } ?? .null,
          ]
        }),
      "min": .number(JSONNumber(bounds.min)), "max": bounds.max.map { .number(JSONNumber($0)) } ?? .null,
      "optional": .bool(isOptional),
    ]
  }
}
