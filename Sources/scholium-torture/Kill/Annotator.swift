import Driving
import Records

/// A person at a pipe who is killed with it and comes back: sends what was not answered again, wants the open example
/// back, and works on.
struct Annotator {
  let name: String
  private let ledger: Ledger
  private var chance: Seeded
  /// Sent, and not answered yet.
  private var unsure: Request?
  /// What was shown and not ended; it must come back.
  private var open: Shown?
  /// The last answer, which may be corrected.
  private var last: (response: String, example: String)?
  private var made = 0
  /// Requests left before the person goes home.
  private var left = 0
  private var isLeaving = false
  /// Whoever came back looks first whether what was open is there.
  private var mustLook = false

  private struct Shown {
    let id: String
    let example: String
    var draft: String?
  }

  private struct Request {
    enum Act {
      case look, answer, answerAndLook, end, release, revise, draft
    }

    let act: Act
    let json: JSON
    /// What the ledger holds of it.
    var promise: Ledger.Answer?
  }

  init(name: String, ledger: Ledger, chance: Seeded) {
    self.name = name
    self.ledger = ledger
    self.chance = chance
  }

  /// The first request of a new process.
  ///
  /// - Parameter isLeaving: the person gives back what is open, and goes.
  mutating func sitDown(requests: Int, isLeaving: Bool = false) -> JSON {
    left = requests
    self.isLeaving = isLeaving
    mustLook = true
    let first = unsure ?? look
    unsure = first
    return first.json
  }

  /// What the person says to a reply; nil once there is nothing more to do.
  mutating func hear(_ reply: JSON) throws -> JSON? {
    guard let request = unsure else { throw BrokenPromise("\(name) was told what nobody asked: \(reply.text())") }
    guard reply["ok"] == true else {
      throw BrokenPromise("\(name) was refused: \(request.json.text()) -> \(reply.text())")
    }
    unsure = nil
    try learn(reply, from: request)
    left -= 1
    guard !isLeaving else { return farewell(after: request) }
    guard left > 0 else { return nil }
    return send(next())
  }

  /// Gives back what is open, having looked whether it is.
  private mutating func farewell(after request: Request) -> JSON? {
    guard !mustLook else { return send(look) }
    guard request.act != .release, let open else { return nil }
    return send(release(open))
  }

  private mutating func send(_ request: Request) -> JSON {
    if let promise = request.promise { ledger.sent(promise) }
    unsure = request
    return request.json
  }

  // MARK: What a reply says

  private mutating func learn(_ reply: JSON, from request: Request) throws {
    switch request.act {
    case .look:
      try show(reply)
    case .answer, .answerAndLook, .revise:
      guard let response = reply["response"]?.string, let promise = request.promise else {
        throw BrokenPromise("\(name) got no id for \(request.json.text())")
      }
      ledger.acknowledged(promise, as: response)
      last = (response, promise.example)
      if request.act != .revise { open = nil }
      if request.act == .answerAndLook { try show(reply) }
    case .end:
      if let promise = request.promise { ledger.ended(promise) }
      open = nil
    case .release:
      open = nil
    case .draft:
      open?.draft = request.json["answer"]?["genre"]?.string
    }
  }

  /// Takes what is shown; what was open must be it, with its draft.
  private mutating func show(_ reply: JSON) throws {
    mustLook = false
    let assignment = reply["assignment"]
    let draft = assignment?["draft"]?["genre"]?.string
    if let open {
      guard assignment?["id"]?.string == open.id else {
        throw BrokenPromise("\(name)'s open example \(open.id) did not come back: \(reply.text())")
      }
      guard open.draft == draft else {
        throw BrokenPromise("\(name)'s draft \(open.draft ?? "-") came back as \(draft ?? "-")")
      }
    }
    guard let id = assignment?["id"]?.string, let example = assignment?["example"]?.string else { return }
    open = Shown(id: id, example: example, draft: draft)
  }

  // MARK: What the person does

  private mutating func next() -> Request {
    let label = Stage.labels.randomElement(using: &chance) ?? "drama"
    let dice = Int.random(in: 0..<100, using: &chance)
    if mustLook { return look }
    if let last, dice < 5 { return revise(last.response, of: last.example, to: label) }
    guard let open else { return look }
    let assignment = JSON.string(open.id)
    switch dice {
    case 5..<13:
      return Request(
        act: .draft, json: ["op": "draft", "assignment": assignment, "answer": ["genre": .string(label)]])
    case 13..<17:
      return release(open)
    case 17..<23:
      let promise = promise(of: open.example, nil)
      return Request(
        act: .end, json: ["op": "skip", "assignment": assignment, "id": .string(promise.name)], promise: promise)
    case 23..<26:
      let promise = promise(of: open.example, nil)
      return Request(
        act: .end,
        json: ["op": "flag", "assignment": assignment, "comment": "by chance", "id": .string(promise.name)],
        promise: promise)
    default:
      let promise = promise(of: open.example, label)
      return Request(
        act: dice < 50 ? .answer : .answerAndLook,
        json: [
          "op": dice < 50 ? "submit" : "submit_next", "assignment": assignment, "answer": ["genre": .string(label)],
          "id": .string(promise.name), "duration_ms": 1200,
        ], promise: promise)
    }
  }

  private var look: Request { Request(act: .look, json: ["op": "next"]) }

  private func release(_ open: Shown) -> Request {
    Request(act: .release, json: ["op": "release", "assignment": .string(open.id)])
  }

  private mutating func revise(_ response: String, of example: String, to label: String) -> Request {
    let promise = promise(of: example, label)
    return Request(
      act: .revise,
      json: [
        "op": "revise", "response": .string(response), "answer": ["genre": .string(label)],
        "id": .string(promise.name),
      ], promise: promise)
  }

  private mutating func promise(of example: String, _ label: String?) -> Ledger.Answer {
    made += 1
    return Ledger.Answer(annotator: name, name: "\(name)/\(made)", example: example, label: label)
  }
}
