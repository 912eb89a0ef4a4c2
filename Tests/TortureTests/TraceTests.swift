import Testing

@testable import scholium_torture

/// What strace wrote is read as it was meant.
@Suite struct TraceTests {
  private func trace(_ lines: String...) throws -> Trace {
    try Trace(Array(lines.joined(separator: "\n").utf8))
  }

  @Test func aCallHasItsNameArgumentsAndResult() throws {
    let calls = try trace(#"7 pwrite64(3<\x2f\x71>, "\x61\x2c\x20\x29\x62", 5, 40) = 5"#).calls
    #expect(
      calls == [
        SystemCall(
          name: "pwrite64",
          arguments: [.descriptor(3, of: "/q"), .bytes(Array("a, )b".utf8)), .word("5"), .word("40")], result: 5,
          began: 1, ended: 1)
      ])
  }

  @Test func aCallInTwoHalvesIsDoneWhenItsSecondComes() throws {
    let calls = try trace(
      #"7 fdatasync(3<\x2f\x71> <unfinished ...>"#, #"8 fsync(4<\x2f\x72>) = 0"#,
      #"7 <... fdatasync resumed>) = 0"#
    ).calls
    #expect(calls.map(\.name) == ["fsync", "fdatasync"])
    #expect(calls[1].began == 1)
    #expect(calls[1].ended == 3)
    #expect(calls[1].path(0) == "/q")
  }

  @Test func aFailedCallIsKnownByItsResult() throws {
    let calls = try trace(#"7 openat(AT_FDCWD<\x2f>, "\x71", O_RDONLY) = -1 ENOENT (No such file or directory)"#).calls
    #expect(calls[0].hasFailed)
  }

  @Test func endsOfProcessesAndCallsThatTheyCutShortAreNoCalls() throws {
    let calls = try trace("7 write(1, \"\" <unfinished ...>", "7 +++ exited with 0 +++", "8 exit_group(0) = ?").calls
    #expect(calls.isEmpty)
  }

  @Test func aShortenedStringIsRefused() {
    #expect(throws: Trace.Unreadable.self) { try trace(#"7 write(3<\x2f\x71>, "\x61"..., 5) = 5"#) }
  }
}
