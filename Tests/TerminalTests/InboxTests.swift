import Glibc
import Testing

@testable import Terminal

@Suite("Inbox")
struct InboxTests {
  @Test("keeps every event of every thread, in each thread's order, and wakes the reader")
  func manyThreads() async throws {
    let inbox = try Inbox<[Int]>()
    await withTaskGroup { group in
      for sender in 0..<8 { group.addTask { for number in 0..<500 { inbox.post([sender, number]) } } }
    }
    #expect(isReadable(inbox.reader))
    let events = inbox.take()
    #expect(events.count == 4000)
    for sender in 0..<8 { #expect(events.filter { $0[0] == sender }.map { $0[1] } == Array(0..<500)) }
    #expect(!isReadable(inbox.reader))
    inbox.post([9, 9])
    #expect(isReadable(inbox.reader))
  }

  private func isReadable(_ file: Int32) -> Bool {
    var wanted = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, 0) == 1
  }
}
