import Testing

@testable import scholium_torture

/// What a system call means to the disk.
@Suite struct DiskEventTests {
  private let reader = DiskEventReader(folder: "/w", prefix: "q")

  private func events(_ name: String, _ arguments: SystemCall.Argument..., result: Int = 0) throws -> [DiskEvent] {
    let text = arguments.map { argument in
      switch argument {
      case .descriptor(let number, let path): "\(number)<\(escaped(Array(path.utf8)))>"
      case .bytes(let bytes): "\"\(escaped(bytes))\""
      case .word(let word): word
      }
    }
    let trace = try Trace(Array("7 \(name)(\(text.joined(separator: ", "))) = \(result)".utf8))
    return try reader.events(of: trace).map(\.event)
  }

  private func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func path(_ text: String) -> SystemCall.Argument { .bytes(Array(text.utf8)) }

  @Test func writesSyncsAndNamesOfOurFiles() throws {
    #expect(
      try events("pwrite64", .descriptor(3, of: "/w/q"), .bytes([1, 2, 3]), .word("3"), .word("512"), result: 2)
        == [.wrote("/w/q", at: 512, [1, 2])])
    #expect(try events("fdatasync", .descriptor(3, of: "/w/q-wal")) == [.synced("/w/q-wal")])
    #expect(try events("fdatasync", .descriptor(3, of: "/w")) == [.folderSynced("/w")])
    #expect(try events("ftruncate", .descriptor(3, of: "/w/q"), .word("9")) == [.resized("/w/q", to: 9)])
    #expect(try events("unlink", path("/w/q-wal")) == [.removed("/w/q-wal")])
    #expect(try events("link", path("/w/q-new"), path("/w/q")) == [.linked("/w/q-new", to: "/w/q")])
    #expect(try events("rename", path("/w/q-new"), path("/w/q")) == [.renamed("/w/q-new", to: "/w/q")])
    #expect(
      try events("openat", .word("AT_FDCWD"), path("/w/q"), .word("O_RDWR|O_CREAT"), result: 3) == [.created("/w/q")])
  }

  @Test func whatIsSaidOnAPipeIsHeard() throws {
    #expect(
      try events("write", .descriptor(1, of: "pipe:[5]"), .bytes([65, 10]), .word("2"), result: 2) == [.said([65, 10])])
  }

  @Test func otherFilesAndFailuresAreNoMatter() throws {
    #expect(try events("pwrite64", .descriptor(3, of: "/v/q"), .bytes([1]), .word("1"), .word("0"), result: 1) == [])
    #expect(try events("fdatasync", .descriptor(3, of: "/w/q"), result: -1) == [])
  }

  @Test func aWriteThatTheModelDoesNotKnowIsRefused() {
    #expect(throws: DiskEventReader.NotModelled.self) {
      try events("fallocate", .descriptor(3, of: "/w/q"), .word("0"), .word("0"), .word("9"))
    }
    #expect(throws: DiskEventReader.NotModelled.self) {
      try events(
        "mmap", .word("NULL"), .word("9"), .word("PROT_READ|PROT_WRITE"), .word("MAP_SHARED"),
        .descriptor(3, of: "/w/q"), .word("0"), result: 9)
    }
  }
}
