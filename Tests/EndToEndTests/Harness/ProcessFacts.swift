import Driving
import Glibc
import Testing

/// What the system tells of a process (proc(5)).
enum ProcessFacts {
  /// The most memory that it ever had (VmHWM), in KiB.
  static func peakMemory(of process: pid_t) throws -> Int {
    let status = try #require(LoopbackPlace.text("/proc/\(process)/status"), "it has ended")
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }, "it has ended")
    return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
  }

  /// Waits until it deals with a signal itself (SigCgt); returns at once where it has ended.
  static func waitUntilCaught(_ signal: Int32, by process: pid_t) {
    let _: Bool? = awaited {
      guard let status = LoopbackPlace.text("/proc/\(process)/status") else { return true }
      func field(_ name: String) -> Substring? {
        status.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: "\t").last
      }
      if field("State:")?.hasPrefix("Z") ?? true { return true }
      guard let caught = field("SigCgt:").flatMap({ UInt64($0, radix: 16) }) else { return true }
      return caught & 1 << (signal - 1) != 0 ? true : nil
    }
  }

  /// The first process that it runs, waited for; nil where none comes.
  static func child(of process: pid_t) -> pid_t? {
    awaited {
      LoopbackPlace.text("/proc/\(process)/task/\(process)/children")?.split(separator: " ").first
        .flatMap { pid_t($0) }
    }
  }
}
