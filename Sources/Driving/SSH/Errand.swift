import Glibc

/// The system's own programs, run to their end to make a rig.
enum Errand {
  @discardableResult
  static func run(_ arguments: [String]) throws -> Conversation.Outcome {
    let child = try Child(arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], folder: "/")
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 60))
    guard outcome.status == 0 else {
      let said = String(decoding: outcome.errors, as: UTF8.self)
      throw RigFailure("\(arguments.joined(separator: " ")) ended with \(outcome.status): \(said)")
    }
    return outcome
  }

  static func path(_ name: String) throws -> String {
    guard let path = TestAccount.find(name) else { throw RigFailure("there is no \(name) on this system") }
    return path
  }
}
