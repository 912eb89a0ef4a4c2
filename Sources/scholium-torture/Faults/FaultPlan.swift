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
          // Memory that the loader or Swift's runtime asks for is not ours to do without.
          let isOurs = call != "mmap" || !act.paths(on: copy).isEmpty
          for isForGood in [false, true] where isOurs && calls[call] != nil && !(isForGood && error == "EINTR") {
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
    let trace = "\(stage.folder)/trace"
    try act.prepare(stage)
    let watched = SystemFault.watching(
      act.command(on: stage), calls: SystemFault.errors.map(\.call), on: act.paths(on: stage), trace: trace)
    let outcome = try act.run(watched, environment: stage.program.variables, on: stage)
    guard outcome.status == 0 else { throw BrokenPromise("\(act) without a fault ended with \(outcome)") }
    return FaultLog.lines(of: trace).reduce(into: [:]) { counts, line in
      counts[FaultLog.call(in: line), default: 0] += 1
    }
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
