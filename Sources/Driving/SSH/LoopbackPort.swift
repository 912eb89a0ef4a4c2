import Glibc

/// Ports of 127.0.0.1.
public enum LoopbackPort {
  /// One that nobody listens on at the moment.
  public static func free() throws -> UInt16 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = at(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isFound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isFound else { throw RigFailure("there is no free port: \(String(cString: strerror(errno)))") }
    return UInt16(bigEndian: address.sin_port)
  }

  public static func isOpen(_ port: UInt16) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    return connects(socket, to: port)
  }

  /// What a listener says by itself or to some bytes, until it closes the connection or has said a line.
  public static func greeting(_ port: UInt16, after bytes: [UInt8] = []) throws -> String {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard connects(socket, to: port) else { throw RigFailure("nobody listens on \(port)") }
    guard bytes.isEmpty || write(socket, bytes, bytes.count) == bytes.count else {
      throw RigFailure("whoever listens on \(port) takes nothing")
    }
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1024)
    while !said.contains(UInt8(ascii: "\n")) {
      let count = read(socket, &buffer, buffer.count)
      guard count > 0 else { break }
      said += buffer[..<count]
    }
    return String(decoding: said, as: UTF8.self)
  }

  private static func connects(_ socket: Int32, to port: UInt16) -> Bool {
    withUnsafePointer(to: at(port)) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func at(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
