import Driving
import FoundationEssentials
import Glibc

/// Something else in the place of the queue or of a file beside it.
enum OddFile: CaseIterable {
  case folder, fifo, socket, link, danglingLink, hardLink, device, empty, short, text, foreign, newer, gone

  static let parts = ["", "", "", "-wal", "-shm", "-gate", "-turn", "-journal"]

  func inflict(on queue: String, _ chance: inout Seeded) throws -> String {
    let part = Self.parts.randomElement(using: &chance) ?? ""
    let path = queue + part
    // These are whole queues.
    if self == .newer {
      _ = try SQLiteShell.run("INSERT INTO grdb_migrations VALUES('v99');", on: queue)
      return "a newer migration"
    }
    unlink(path)
    switch self {
    case .folder: mkdir(path, 0o755)
    case .fifo: mkfifo(path, 0o644)
    case .socket: Self.bind(path)
    case .link: symlink("/etc/passwd", path)
    case .danglingLink: symlink("nowhere", path)
    case .hardLink:
      try Data(repeating: 7, count: 5000).write(to: URL(filePath: path + ".other"))
      Glibc.link(path + ".other", path)
    // /dev/null, as mknod(2) wants it. Only root may; for others it is absent.
    case .device: mknod(path, S_IFCHR | 0o666, 0x0103)
    case .empty: try Data().write(to: URL(filePath: path))
    case .short:
      try Data((0..<100).map { _ in UInt8.random(in: 0...255, using: &chance) }).write(to: URL(filePath: path))
    case .text: try Data(Array(repeating: "title,year\n", count: 900).joined().utf8).write(to: URL(filePath: path))
    case .foreign: _ = try SQLiteShell.run("CREATE TABLE bookmark(url); INSERT INTO bookmark VALUES ('x');", on: path)
    case .newer, .gone: break
    }
    return "\(self) at \(path.split(separator: "/").last ?? "")"
  }

  private static func bind(_ path: String) {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      place.copyBytes(from: Array(path.utf8).prefix(place.count - 1))
    }
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
