import Dispatch
import Driving
import FoundationEssentials
import Glibc

/// The stock `sqlite3` shell, which knows nothing of our lock, carrying a queue's log over without end.
final class Outsider: Sendable {
  enum Manner: CaseIterable {
    /// A thousand times a second or so: what was written is soon carried over whole.
    case eager
    /// Slow between its look at the log's header and its work, as on a machine that has other things to do (`saboteur.h`).
    case slow
    /// Begins the log anew now and then, for which it waits for writers while it keeps other checkpointers out.
    case greedy

    /// What it is told again and again, in parts with a pause before each.
    fileprivate var parts: [String] {
      // Reading what is not in the log maps the database into memory, which SQLite undoes between the header and the work.
      let (read, passive) = ("SELECT count(*) FROM channel;\n", "PRAGMA wal_checkpoint(PASSIVE);\n")
      return switch self {
      case .eager: [passive + read]
      case .slow: [read, passive]
      case .greedy: ["PRAGMA wal_checkpoint(TRUNCATE);\n"]
      }
    }

    /// Microseconds, in which others get at the log: without, one of them would keep the rest out.
    fileprivate var pause: UInt32 {
      switch self {
      case .eager: 500
      case .slow: 10_000
      case .greedy: 500_000
      }
    }
  }

  static let shell = "/usr/bin/sqlite3"

  private let child: Child
  private let manner: Manner
  private let output: String
  private let feeding = DispatchGroup()

  init(_ manner: Manner, of stage: Stage) throws {
    self.manner = manner
    output = "\(stage.folder)/\(manner)"
    var variables = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    if manner == .slow {
      variables["LD_PRELOAD"] = BuiltProgram.saboteur
      variables["SABOTEUR_PAUSE"] = "10"
    }
    child = try Child(
      ["/bin/sh", "-c", "exec \(Self.shell) -batch queue.sqlite > '\(output).out' 2> '\(output).errors'"],
      environment: variables, folder: stage.folder)
    DispatchQueue(label: "\(manner)").async(group: feeding) { [self] in feed() }
  }

  /// Ends it, and tells what it did.
  ///
  /// - Throws: what it said of a damaged database.
  func stop(into tally: inout Tally) throws {
    child.signal(SIGKILL)
    feeding.wait()
    _ = child.wait()
    let lines = String(decoding: FileManager.default.contents(atPath: "\(output).out") ?? Data(), as: UTF8.self)
      .split(separator: "\n").filter { $0.contains("|") }
    // busy | pages in the log | pages carried over
    tally.count("checkpoints from outside, \(manner)", lines.count)
    tally.count("checkpoints from outside, \(manner), that were kept out", lines.count { $0.hasPrefix("1|") })
    let errors = String(decoding: FileManager.default.contents(atPath: "\(output).errors") ?? Data(), as: UTF8.self)
    if let damage = errors.split(separator: "\n").first(where: { $0.contains("malformed") }) {
      throw BrokenPromise("an outside process was told: \(damage)")
    }
  }

  private func feed() {
    let opening = "PRAGMA mmap_size = 268435456;\n" + (manner == .greedy ? ".timeout 100\n" : "")
    let parts = manner.parts.map { Array($0.utf8) }
    guard write(Array(opening.utf8)) else { return }
    while parts.allSatisfy({
      usleep(manner.pause)
      return write($0)
    }) {}
  }

  /// False once it is gone.
  private func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(child.input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
