import Glibc

/// What kind of file system a folder lies on, from `/proc/self/mountinfo` (proc(5)).
enum Mount {
  /// File systems shared between hosts or with a virtual machine's host, and FUSE, behind which there may be one.
  private static let shared = [
    "nfs", "cifs", "smb", "9p", "virtiofs", "fuse", "afs", "ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "gpfs",
    "beegfs",
    "vboxsf", "vmhgfs",
  ]

  /// Layers over local folders, which containers without root have.
  private static let local = ["fuse.fuse-overlayfs"]

  static func isShared(_ kind: String) -> Bool {
    !local.contains(kind) && shared.contains { kind.hasPrefix($0) }
  }

  /// Such as `ext4`; nil where the kernel does not tell.
  static func kind(ofFolder folder: String) -> String? {
    var status = stat()
    guard stat(folder, &status) == 0, let mounts = ProcFile.text("/proc/self/mountinfo") else { return nil }
    return kind(ofDevice: name(of: status.st_dev), in: mounts)
  }

  static func kind(ofDevice device: String, in mounts: String) -> String? {
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 3, words[2] == device, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else {
        continue
      }
      return String(words[dash + 1])
    }
    return nil
  }

  /// A device as the kernel writes it, such as `254:1`.
  static func name(of device: dev_t) -> String { "\(major(device)):\(minor(device))" }

  /// As gnu_dev_major(3) and gnu_dev_minor(3) take a device number apart.
  private static func major(_ device: dev_t) -> UInt64 {
    (UInt64(device) >> 8 & 0xFFF) | (UInt64(device) >> 32 & 0xFFFF_F000)
  }

  private static func minor(_ device: dev_t) -> UInt64 {
    (UInt64(device) & 0xFF) | (UInt64(device) >> 12 & 0xFFFF_FF00)
  }
}
