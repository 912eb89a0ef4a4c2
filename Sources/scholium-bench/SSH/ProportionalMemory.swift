import Driving
import Glibc

/// What processes have of the machine's memory, pages that several share counted in parts (`Pss` of proc(5)).
enum ProportionalMemory {
  static func mebibytes(of process: pid_t) throws -> Double {
    let lines = LoopbackPlace.text("/proc/\(process)/smaps_rollup")?.split(separator: "\n") ?? []
    // Such as `Pss:    1234 kB`.
    guard let line = lines.first(where: { $0.hasPrefix("Pss:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { throw MeasuringFailure(description: "process \(process) does not tell its memory") }
    return kibibytes / 1024
  }
}
