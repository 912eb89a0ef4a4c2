import Labeling
import Records

/// One line of a client, read and checked as far as it can be without the queue.
enum PipeRequest {
  case hello
  case next
  /// The next case to review.
  case nextCase(showsNames: Bool)
  case adjudicate(Reply, reason: String?)
  case submit(Reply, thenNext: Bool)
  case skip(AssignmentID, reason: String?, Timing)
  case flag(AssignmentID, comment: String, Timing)
  case release(AssignmentID)
  case revise(ResponseID, answer: JSON, Timing)
  case note(AssignmentID, comment: String)
  case draft(AssignmentID, answer: JSON)

  /// An answer to an assignment.
  struct Reply {
    var assignment: AssignmentID
    var answer: JSON
    var timing: Timing
  }

  /// What any recorded answer may carry.
  struct Timing {
    var durationMilliseconds: Int?
    /// The client's own name for the response, which makes a retry harmless.
    var name: String?
  }

  init(line: [UInt8]) throws(PipeError) {
    let json: JSON
    do {
      json = try JSONParser.parse(line)
    } catch {
      throw .badRequest("the line is not JSON: \(error)")
    }
    guard let object = json.object else { throw .badRequest("a request is an object, such as {\"op\":\"next\"}") }
    try self.init(Members(object: object))
  }

  private init(_ members: Members) throws(PipeError) {
    switch try members.text("op") {
    case "hello":
      self = .hello
    case "next":
      switch try members.optionalText("role") {
      case nil, "annotate": self = .next
      case "review": self = .nextCase(showsNames: try members.flag("names") ?? true)
      case let role?: throw .badRequest("'next' has no role '\(role)' (annotate, which it is without one, or review)")
      }
    case "adjudicate":
      let reply = Reply(
        assignment: try members.assignment(), answer: try members.value("answer"), timing: try members.timing())
      self = .adjudicate(reply, reason: try members.comment("reason"))
    case let op where op == "submit" || op == "submit_next":
      let reply = Reply(
        assignment: try members.assignment(), answer: try members.value("answer"), timing: try members.timing())
      self = .submit(reply, thenNext: op == "submit_next")
    case "skip":
      self = .skip(try members.assignment(), reason: try members.comment("reason"), try members.timing())
    case "flag":
      guard let comment = try members.comment("comment") else {
        throw .badRequest("'flag' needs a 'comment' that says what is wrong")
      }
      self = .flag(try members.assignment(), comment: comment, try members.timing())
    case "release":
      self = .release(try members.assignment())
    case "revise":
      self = .revise(
        ResponseID(try members.text("response")), answer: try members.value("answer"), try members.timing())
    case "note":
      guard let comment = try members.comment("comment") else { throw .badRequest("'note' needs a 'comment'") }
      self = .note(try members.assignment(), comment: comment)
    case "draft":
      self = .draft(try members.assignment(), answer: try members.value("answer"))
    case let op:
      throw .badRequest(
        "there is no op '\(op)' (hello, next, submit, submit_next, skip, flag, release, revise, note, draft, adjudicate)"
      )
    }
  }
}

/// The members of a request, by name and type.
private struct Members {
  /// Scalars of a comment or reason.
  static let commentLimit = 10_000
  /// Bytes of a client's own id.
  static let nameLimit = 200

  let object: JSONObject

  func value(_ name: String) throws(PipeError) -> JSON {
    guard let value = object[name] else { throw .badRequest("'\(name)' is missing") }
    return value
  }

  func text(_ name: String) throws(PipeError) -> String {
    guard let text = try value(name).string else { throw .badRequest("'\(name)' must be a text") }
    return text
  }

  func optionalText(_ name: String) throws(PipeError) -> String? {
    guard let value = object[name], !value.isNull else { return nil }
    guard let text = value.string else { throw .badRequest("'\(name)' must be a text") }
    return text
  }

  func flag(_ name: String) throws(PipeError) -> Bool? {
    guard let value = object[name], !value.isNull else { return nil }
    guard let flag = value.bool else { throw .badRequest("'\(name)' must be true or false") }
    return flag
  }

  func assignment() throws(PipeError) -> AssignmentID { AssignmentID(try text("assignment")) }

  /// Nil where it is absent or empty.
  func comment(_ name: String) throws(PipeError) -> String? {
    guard let text = try optionalText(name), !text.isEmpty else { return nil }
    guard text.unicodeScalars.count <= Self.commentLimit else {
      throw .badRequest("'\(name)' has more than \(Self.commentLimit) characters")
    }
    return text
  }

  func timing() throws(PipeError) -> PipeRequest.Timing {
    let name = try optionalText("id")
    if let name, !(1...Self.nameLimit).contains(name.utf8.count) {
      throw .badRequest("'id' has 1 to \(Self.nameLimit) bytes")
    }
    var duration: Int?
    if let value = object["duration_ms"], !value.isNull {
      guard let milliseconds = value.int, milliseconds >= 0 else {
        throw .badRequest("'duration_ms' must be a whole number of milliseconds, 0 or more")
      }
      duration = milliseconds
    }
    return PipeRequest.Timing(durationMilliseconds: duration, name: name)
  }
}
