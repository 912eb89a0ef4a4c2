import Driving
import FoundationEssentials
import Glibc

/// A file system of its own in memory, so small that it fills up (tmpfs(5)). Gone with `unmount`.
struct SmallDisk {
  let path: String

  private var filler: String { "\(path)/filler" }

  /// - Parameter megabytes: its size.
  init(at path: String, megabytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.call(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "tmpfs", path])
  }

  /// Whether this machine and account may mount at all.
  static func check(in folder: String) {
    do {
      let disk = try SmallDisk(at: "\(folder)/mount-probe", megabytes: 1)
      disk.unmount()
    } catch {
      cannotRun("\(error) (it needs root and the right to mount)")
    }
  }

  func unmount() {
    // Lazily: a program that was killed may still be going.
    try? Self.call(["umount", "--lazy", path])
    try? FileManager.default.removeItem(atPath: path)
  }

  func remount(readOnly: Bool) throws {
    try Self.call(["mount", "-o", "remount,\(readOnly ? "ro" : "rw")", path])
  }

  /// Fills all but so many KB.
  func fill(leaving kilobytes: Int) throws {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { throw BrokenPromise("no room is told for \(path)") }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    let bytes = Data(repeating: 0, count: max(0, free - kilobytes << 10))
    try bytes.write(to: URL(filePath: filler))
  }

  func makeRoom() throws {
    // Not only its name: a program that was started meanwhile may hold the file.
    guard truncate(filler, 0) == 0 else { throw BrokenPromise("\(filler) cannot be emptied") }
    try FileManager.default.removeItem(atPath: filler)
  }

  private static func call(_ command: [String]) throws {
    let child = try Child(
      ["/usr/bin/env"] + command, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], folder: "/")
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 20))
    guard outcome.status == 0 else { throw BrokenPromise(String(decoding: outcome.errors, as: UTF8.self)) }
  }
}
