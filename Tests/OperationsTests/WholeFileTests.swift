import Glibc
import Operations
import Testing

@Suite struct WholeFileTests {
  private struct Stop: Error {}

  @Test func aFileThatIsNotKeptLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "out")
    #expect(throws: Stop.self) {
      var file = try WholeFile(at: "\(folder.path)/out")
      try file.append("half".utf8)
      throw Stop()
    }
    #expect(folder.names() == ["out"])
    #expect(folder.read("out") == Array("old".utf8))
  }

  @Test func aKeptFileReplacesTheOldOneWhole() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "0123456789", count: 100_000)
    try folder.write("old", to: "out")
    try folder.write(long, to: "out")
    #expect(folder.names() == ["out"])
    #expect(folder.read("out") == Array(long.utf8))
  }

  @Test func aLinkStaysALinkAndItsTargetIsReplaced() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "target")
    symlink("\(folder.path)/target", "\(folder.path)/link")
    try folder.write("new", to: "link")
    #expect(folder.read("target") == Array("new".utf8))
    #expect(folder.names() == ["link", "target"])
  }

  @Test(arguments: ["/dev/null", "/tmp"]) func whatIsNoFileIsNeverReplaced(path: String) {
    #expect(throws: OperationError.self) { _ = try WholeFile(at: path) }
  }

  @Test func aMissingFolderIsTold() {
    #expect(throws: OperationError.self) { _ = try WholeFile(at: "/nonexistent/folder/file") }
  }
}
