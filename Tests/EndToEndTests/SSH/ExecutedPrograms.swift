import Testing

/// Every program that a process and its descendants become, as strace(1) sees it.
enum ExecutedPrograms {
  /// The words before a command that is to be recorded.
  static func recorder(into file: String) throws -> [String] {
    [
      try #require(Program.find("strace")), "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", "trace=execve,execveat",
      "-o", file,
    ]
  }

  /// The paths of what was really executed: `PID execve("PATH", [...], ...) = 0`. A call that another process interrupts
  /// is told in two lines, of which the first has the path.
  static func paths(in trace: String) -> [String] {
    var begun: [Substring: String] = [:]
    var paths: [String] = []
    for line in trace.split(separator: "\n") {
      let process = line.prefix { $0 != " " }
      let call = line.dropFirst(process.count).drop { $0 == " " }
      let quoted = call.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      if call.hasPrefix("exec"), quoted.count > 2 { begun[process] = String(quoted[1]) }
      if call.hasSuffix("= 0"), let path = begun[process] { paths.append(path) }
    }
    return paths
  }
}
