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

  /// The first process that it runs, waited for; nil where none comes.
  static func child(of process: pid_t) -> pid_t? {
    awaited {
      LoopbackPlace.text("/proc/\(process)/task/\(process)/children")?.split(separator: " ").first
        .flatMap { pid_t($0) }
    }
  }
}
