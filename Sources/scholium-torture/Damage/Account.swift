import Driving
import Glibc

/// An account that is not root, to which modes apply.
struct Account {
  private static let number: uid_t = 65534

  /// How a command is run as it; nothing where we are no root ourselves.
  static let prefix =
    geteuid() == 0
    ? ["/usr/bin/setpriv", "--reuid=\(number)", "--regid=\(number)", "--clear-groups"] : []

  /// Takes rights to one part of the queue away.
  static func restrict(_ stage: Stage, _ chance: inout Seeded) -> String {
    let isOwner = Bool.random(using: &chance)
    let names = [stage.folder] + ["", "-wal", "-shm", "-gate", "-turn"].map { stage.queue + $0 }
    if geteuid() == 0, isOwner { for name in names { chown(name, number, number) } }
    let name = names.randomElement(using: &chance) ?? stage.queue
    let mode = ([0o444, 0o400, 0o000, 0o555] as [mode_t]).randomElement(using: &chance) ?? 0
    chmod(name, mode)
    return
      "\(isOwner ? "its owner" : "another account") with mode \(String(mode, radix: 8)) of \(name.split(separator: "/").last ?? "")"
  }
}
