import Glibc

/// Names a process for good: boot, process-id namespace, id and start time, so that a reused id is not taken for it.
public enum ProcessMark {
  /// The mark of this process.
  public static let own: String? = mark(ofProcess: getpid())

  /// False once the process that made a mark is known to be gone. A mark from another boot is gone; one from another
  /// namespace of this host cannot be judged and passes for running.
  public static func isRunning(_ mark: String?) -> Bool {
    guard let mark, let own else { return false }
    let given = mark.split(separator: " ", omittingEmptySubsequences: false)
    let mine = own.split(separator: " ", omittingEmptySubsequences: false)
    guard given.count == 4, mine.count == 4, given[0] == mine[0] else { return false }
    guard given[1] == mine[1] else { return true }
    guard let process = Int32(given[2]) else { return false }
    return Self.mark(ofProcess: process) == mark
  }

  private static func mark(ofProcess process: Int32) -> String? {
    guard let boot = ProcFile.text("/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first,
      let fields = ProcFile.statusFields(ofProcess: Int(process))
    else { return nil }
    // Field 22 of proc_pid_stat(5) is the start time.
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return "\(boot) \(ProcFile.link("/proc/self/ns/pid") ?? "-") \(process) \(fields[19])"
  }
}

/// Small files that the kernel makes.
enum ProcFile {
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The fields of proc_pid_stat(5) from the third on, the state: the name before them may hold anything.
  static func statusFields(ofProcess process: Int) -> [Substring]? {
    guard let status = text("/proc/\(process)/stat"), let end = status.lastIndex(of: ")") else { return nil }
    return status[status.index(after: end)...].split(separator: " ")
  }

  static func link(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }
}
