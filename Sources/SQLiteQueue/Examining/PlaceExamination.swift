import Glibc
import Queue

/// Examines the files of a queue and the folder and disk they lie on.
struct PlaceExamination {
  let path: String

  private var folder: String { DatabaseFile.parent(of: path) }

  /// Whether this account may do what working on the queue takes.
  var isWritable: Bool {
    access(folder, W_OK | X_OK) == 0
      && DatabaseFile.names(of: path).allSatisfy { access($0, F_OK) != 0 || access($0, R_OK | W_OK) == 0 }
  }

  static func size(of path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  // MARK: Owners and modes

  func permissions() -> [Finding] {
    var queue = stat()
    var place = stat()
    guard stat(path, &queue) == 0, stat(folder, &place) == 0 else { return [] }
    var findings: [Finding] = []
    let owner = Account.name(of: queue.st_uid) ?? "\(queue.st_uid)"
    for name in DatabaseFile.names(of: path).dropFirst() {
      var status = stat()
      guard lstat(name, &status) == 0 else { continue }
      if status.st_mode & S_IFMT != S_IFREG {
        findings.append(
          Finding(.permissions, .error, "\(name) is not a regular file", remedy: "let everybody leave, then rm \(name)")
        )
      } else if status.st_uid != queue.st_uid {
        let other = Account.name(of: status.st_uid) ?? "\(status.st_uid)"
        findings.append(
          Finding(
            .permissions, .error, "\(name) belongs to \(other), the queue to \(owner): \(owner) may be locked out",
            remedy: "chown \(owner) \(name)"))
      } else if status.st_mode & S_IRUSR == 0 || status.st_mode & S_IWUSR == 0 {
        findings.append(
          Finding(.permissions, .error, "\(name) cannot be read and written by its owner", remedy: "chmod u+rw \(name)")
        )
      }
    }
    let others = S_IWGRP | S_IWOTH
    if queue.st_mode & others != 0 {
      findings.append(
        Finding(
          .permissions, .warning, "\(path) can be written by other accounts than \(owner)",
          remedy: "chmod go-w \(path); one account should own the queue and run scholium for all"))
    } else if place.st_mode & others != 0, queue.st_mode & (S_IRGRP | S_IROTH) != 0 {
      findings.append(
        Finding(
          .permissions, .warning,
          "other accounts may read \(path) and write its folder: one that opens it leaves files there that lock \(owner) out",
          remedy: "chmod go-w \(folder)"))
    }
    guard findings.isEmpty else { return findings }
    if queue.st_mode & (S_IRGRP | S_IROTH) != 0, place.st_mode & (S_IXGRP | S_IXOTH) != 0 {
      return [
        Finding(
          .permissions, .note, "other accounts than \(owner) can read the queue", remedy: "chmod go-rwx \(folder)")
      ]
    }
    return [Finding(.permissions, .ok, "it and the files beside it are \(owner)'s")]
  }

  /// Files in the making whose process was killed.
  func leftovers(_ openers: [Opener]) -> [Finding] {
    let name = path.split(separator: "/").last ?? ""
    let left = Folder.names(in: folder).filter { $0.hasPrefix(name + PartialFile.mark) }
    guard openers.isEmpty, !left.isEmpty else { return [] }
    let files = left.map { "\(folder)/\($0)" }.sorted().joined(separator: " ")
    return [
      Finding(.file, .note, "a restore was killed and left what it had not finished", remedy: "rm \(files)")
    ]
  }

  // MARK: The disk

  /// Bytes below which the next import may find no room.
  private static let low: UInt64 = 256 << 20

  func disk() -> [Finding] {
    var status = statvfs()
    guard statvfs(folder, &status) == 0, let room = DiskRoom(ofFolder: folder) else { return [] }
    let free = room.free
    let remedy = "make room on the disk of \(folder)"
    let text = FileExamination.megabytes(Int64(clamping: free))
    if room.isLow {
      return [
        Finding(
          .disk, .error, "\(text) are free: no new work is given out, only open answers are taken", remedy: remedy)
      ]
    }
    let size = UInt64(Self.size(of: path) ?? 0)
    if free < Self.low || free < size {
      return [
        Finding(
          .disk, .warning, "\(text) are free, and the queue has \(FileExamination.megabytes(Int64(size)))",
          remedy: remedy)
      ]
    }
    // Some file systems do not count them.
    if status.f_files > 0, status.f_favail < 100 {
      return [Finding(.disk, .warning, "\(status.f_favail) more files can be made on this disk", remedy: remedy)]
    }
    return [Finding(.disk, .ok, "\(text) are free")]
  }
}
