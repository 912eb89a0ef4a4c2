import Driving
import Records

/// The program under fire, whole or with safeguards taken away.
struct Program {
  let path: String
  /// The safeguards that the saboteur takes away (saboteur.h).
  var without: [String] = []
  /// More of the environment.
  var environment: [String: String] = [:]

  var variables: [String: String] {
    var variables = [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
      "TERM": "dumb", "TZ": "UTC",
    ]
    if !without.isEmpty { variables["SABOTEUR_WITHOUT"] = without.joined(separator: ",") }
    if !without.isEmpty || environment.keys.contains(where: { $0.hasPrefix("SABOTEUR_") }) {
      variables["LD_PRELOAD"] = BuiltProgram.saboteur
    }
    return variables.merging(environment) { $1 }
  }

  /// Runs a command to its end; one that takes longer than `seconds` is killed and ends with 137.
  func run(
    _ arguments: [String], in folder: String, input: [UInt8] = [], seconds: Double = 60
  ) throws -> Conversation.Outcome {
    let child = try Child([path] + arguments, environment: variables, folder: folder)
    return Conversation.run(child, input: input, until: Deadline(seconds: seconds))
  }

  /// A command without which nothing can be tried.
  @discardableResult
  func require(_ arguments: [String], in folder: String, input: [UInt8] = []) throws -> [UInt8] {
    let outcome = try run(arguments, in: folder, input: input)
    guard outcome.status == 0 else {
      throw BrokenPromise(
        "scholium \(arguments.joined(separator: " ")) ended with \(outcome.status): \(String(decoding: outcome.errors, as: UTF8.self))"
      )
    }
    return outcome.output
  }
}
