import Glibc
import Records

/// A client of `scholium pipe`: sends a line, waits for the line that answers it.
public final class PipeClient: @unchecked Sendable {
  /// The process went away before it answered; what it was asked may or may not have been done.
  public struct Gone: Error {}

  let child: Child
  private var pending: [UInt8] = []

  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - folder: where it runs.
  public init(_ command: [String], environment: [String: String], folder: String) throws {
    child = try Child(command, environment: environment, folder: folder)
  }

  public var pid: pid_t { child.pid }

  /// Sends a request; the reply.
  public func ask(_ request: JSON) throws -> JSON {
    try send(request.utf8() + [UInt8(ascii: "\n")])
    return try JSONParser.parse(try line(), limits: .row)
  }

  /// Ends the conversation as a client does that closes its pipe; the status and what stood on standard error.
  public func finish(seconds: Double = 60) -> (status: Int32, errors: String) {
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: seconds))
    return (outcome.status, String(decoding: outcome.errors, as: UTF8.self))
  }

  public func signal(_ number: Int32) { child.signal(number) }

  private func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(child.input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Gone() }
      rest = rest.dropFirst(count)
    }
  }

  private func line() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return Array(pending[..<end])
      }
      let count = read(child.output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Gone() }
      pending += buffer[..<count]
    }
  }
}
