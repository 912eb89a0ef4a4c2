import Foundation
import SQLiteQueue
import Simulation

/// A store on SQLite that must do, step by step, what the model does.
enum SteppedStore {
  static func check(_ steps: [Step], seed: UInt64, in folder: String) throws {
    guard let difference = try difference(over: steps, in: folder) else { return }
    let shrunk = Trial.shrunk(steps) { (try? Self.difference(over: $0, in: folder)) != .some(nil) }
    throw BrokenPromise(Simulate.told("on SQLite \(difference)", seed: seed, shrunk))
  }

  private static func difference(over steps: [Step], in folder: String) throws -> String? {
    let own = "\(folder)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: own) }
    let processes = Processes()
    let store = try SQLiteStore(path: "\(own)/queue.sqlite", isRunning: { processes.isRunning($0) })
    defer { try? store.close() }
    return Lockstep.difference(over: steps, on: store, processes: processes) { step, _ in
      step == nil ? try store.examine().first?.message : nil
    }
  }
}
