import Driving
import FoundationEssentials

/// Which calls may fail where: every act is watched once, and what it calls may fail in it.
struct FaultPlan {
  /// One way for an act to meet a fault.
  struct Chance: Sendable {
    let act: FaultAct
    let call: String
    let error: String
    let isForGood: Bool
    /// How many of the calls the act makes.
    let calls: Int
  }

  let chances: [Chance]

  /// - Parameter stage: is worked on, in copies.
  init(stage: Stage) throws {
    var ways: [[Chance]] = []
    for act in FaultAct.allCases {
      let copy = try Stage(copyOf: stage, in: "\(stage.folder)-\(act)")
      defer { try? FileManager.default.removeItem(atPath: copy.folder) }
      let calls = try Self.calls(of: act, on: copy)
      for (call, errors) in SystemFault.errors {
        for error in errors {
          for isForGood in [false, true] where calls[call] != nil && !(isForGood && error == "EINTR") {
            ways.append(
              Array(
                repeating: Chance(act: act, call: call, error: error, isForGood: isForGood, calls: calls[call] ?? 0),
                count: act.share))
          }
        }
      }
    }
    // Dealt out in turn, so that a short run tries every way that a long one does.
    let longest = ways.map(\.count).max() ?? 0
    chances = (0..<longest).flatMap { index in ways.compactMap { index < $0.count ? $0[index] : nil } }
  }

  private static func calls(of act: FaultAct, on stage: Stage) throws -> [String: Int] {
    try act.prepare(stage)
    let all = SystemFault.errors.map(\.call)
    let unnamed = all.filter { act.paths(of: $0, on: stage).isEmpty }
    var counts: [String: Int] = [:]
    for (calls, paths) in [(all, act.paths(of: "read", on: stage)), (unnamed, [])] where !calls.isEmpty {
      let trace = "\(stage.folder)/trace"
      let watched = SystemFault.watching(act.command(on: stage), calls: calls, on: paths, trace: trace)
      let outcome = try act.run(watched, environment: stage.program.variables, on: stage)
      guard outcome.status == 0 else { throw BrokenPromise("\(act) without a fault ended with \(outcome)") }
      for call in calls { counts[call] = nil }
      for line in FaultLog.lines(of: trace) { counts[FaultLog.call(in: line), default: 0] += 1 }
    }
    return counts
  }
}

/// What strace wrote down: a line a call, the process first.
enum FaultLog {
  static func lines(of path: String) -> [Substring] {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self).split(separator: "\n")
  }

  static func call(in line: Substring) -> String {
    let rest = line.drop { $0.isNumber }.drop { $0 == " " }
    return String(rest.prefix { $0 != "(" && $0 != " " })
  }

  /// How many calls were made to fail.
  static func injected(in path: String) -> Int { lines(of: path).count { $0.hasSuffix("(INJECTED)") } }
}
