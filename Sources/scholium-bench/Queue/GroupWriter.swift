import ArgumentParser
import Glibc
import QueueTwin
import Records

/// The prototype of a writer with group commit: one process has the queue open and writes for everybody. Whoever asks
/// while a transaction runs is in the next one, all together.
struct GroupWriter: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue-writer", shouldDisplay: false)

  @Option var queue: String
  @Option var people: Int

  func run() throws {
    var why = [CChar](repeating: 0, count: 512)
    guard let twin = queue_twin_open(queue, "annotator-0", QUEUE_TWIN_FAIR, &why, Int32(why.count)) else {
      throw MeasuringFailure(description: "the writer cannot open \(queue)")
    }
    defer { queue_twin_close(twin) }
    for number in 0..<people where queue_twin_sit(twin, "annotator-\(number)") != number {
      throw MeasuringFailure(description: "annotator-\(number) has no session")
    }
    let listener = try GroupSocket.listen(at: queue)
    defer { GroupSocket.remove(at: queue) }
    print("ready")
    fflush(nil)
    var clients = try (0..<people).map { _ in try Client(accept(listener, nil, nil)) }
    var transactions = 0
    var requests = 0
    while !clients.isEmpty {
      var ready = clients.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
      poll(&ready, nfds_t(ready.count), -1)
      var asking: [Client] = []
      var left: [Int] = []
      for (place, state) in ready.enumerated() where state.revents != 0 {
        var seat: Int32 = 0
        if recv(clients[place].socket, &seat, 4, 0) == 4 {
          clients[place].seat = seat
          asking.append(clients[place])
        } else {
          left.append(place)
        }
      }
      for place in left.reversed() { close(clients.remove(at: place).socket) }
      guard !asking.isEmpty else { continue }
      guard queue_twin_work_together(twin, asking.map(\.seat), Int32(asking.count)) == 1 else {
        throw MeasuringFailure(description: String(cString: queue_twin_error(twin)))
      }
      transactions += 1
      requests += asking.count
      for client in asking {
        send(client.socket, GroupSocket.example, GroupSocket.example.count, Int32(MSG_NOSIGNAL))
      }
    }
    let outcome: JSON = ["pairs_in_a_transaction": PairedRatio.figure(Double(requests) / Double(transactions))]
    print(outcome.text())
  }

  private struct Client {
    let socket: Int32
    var seat: Int32 = 0

    init(_ socket: Int32) throws {
      guard socket >= 0 else { throw MeasuringFailure(description: "nobody can connect to the writer") }
      self.socket = socket
    }
  }
}

/// The socket of a queue's writer: a request is the seat of who asks, the reply is an example.
enum GroupSocket {
  static let example = [UInt8](repeating: 0x78, count: 300)

  static func listen(at queue: String) throws -> Int32 {
    let listener = try make()
    guard withAddress(of: queue, { bind(listener, $0, $1) }) == 0, Glibc.listen(listener, 256) == 0 else {
      throw MeasuringFailure(description: "the writer has no socket")
    }
    return listener
  }

  static func connect(to queue: String) throws -> Int32 {
    let socket = try make()
    guard withAddress(of: queue, { Glibc.connect(socket, $0, $1) }) == 0 else {
      throw MeasuringFailure(description: "there is no writer")
    }
    return socket
  }

  static func remove(at queue: String) { unlink(path(queue)) }

  private static func path(_ queue: String) -> String { "\(queue).socket" }

  /// Keeps messages apart (unix(7)).
  private static func make() throws -> Int32 {
    let made = socket(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0)
    guard made >= 0 else { throw MeasuringFailure(description: "no socket can be made") }
    return made
  }

  private static func withAddress(of queue: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path(queue).utf8.prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}

/// Somebody who works through the writer; each request answers and claims.
final class GroupedWorker: Worker {
  private let socket: Int32
  private var seat: Int32
  private var reply = [UInt8](repeating: 0, count: 1024)

  init(queue: String, annotator: Int) throws {
    socket = try GroupSocket.connect(to: queue)
    seat = Int32(annotator)
  }

  deinit { close(socket) }

  /// What comes with each answer.
  func claim() throws -> Bool { true }

  func submit(claimsNext: Bool) throws -> Bool {
    guard send(socket, &seat, 4, Int32(MSG_NOSIGNAL)) == 4, recv(socket, &reply, reply.count, 0) > 0 else {
      throw MeasuringFailure(description: "the writer went away")
    }
    return true
  }
}
