import Driving
import Glibc
import Testing

/// What is driven has nothing open but what it was given.
@Suite struct ChildTests {
  @Test func aChildHasOnlyItsStreams() throws {
    // As a library opens files that does not think of children.
    let careless = open("/dev/null", O_RDONLY)
    defer { close(careless) }
    let child = try Child(["/bin/ls", "/proc/self/fd"], environment: [:], folder: "/")
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 20))
    // The last one is the folder that it lists.
    #expect(String(decoding: outcome.output, as: UTF8.self) == "0\n1\n2\n3\n")
  }

  @Test func withoutAFolderAChildIsTheProgramAtOnce() throws {
    let child = try Child(["/bin/sh", "-c", "cat /proc/$$/comm; pwd"], environment: [:], folder: nil)
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 20))
    let here = try #require(getcwd(nil, 0))
    defer { free(here) }
    #expect(String(decoding: outcome.output, as: UTF8.self) == "sh\n\(String(cString: here))\n")
  }
}
