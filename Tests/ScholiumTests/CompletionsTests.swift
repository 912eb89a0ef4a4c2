import Glibc
import Testing

@testable import scholium

@Suite("Completions and the manual page")
struct CompletionsTests {
  @Test func theyAreInstalledAndTakenAway() throws {
    var template = Array("/tmp/scholium-share-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    let files = try ShellFiles(folder: "\(folder)/share")
    #expect(try files.install() == files.paths)
    #expect(files.paths.count == 4)
    for path in files.paths { #expect(access(path, R_OK) == 0, "\(path)") }
    // A second time over them, as after an update.
    #expect(try files.install() == files.paths)
    #expect(try files.remove() == files.paths)
    #expect(try files.remove() == [])
    for path in files.paths { #expect(access(path, F_OK) != 0, "\(path)") }
  }

  @Test func aPlaceThatCannotBeWrittenIsTold() throws {
    let files = try ShellFiles(folder: "/dev/null/share")
    #expect(throws: (any Error).self) { try files.install() }
  }

  @Test("Shells ask the program for names", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let files = try ShellFiles(folder: "/share")
    let entry = try #require(files.entries.first { $0.path.contains(shell) })
    let script = String(decoding: entry.bytes, as: UTF8.self)
    for word in ["annotate", "--theme", "---completion"] {
      #expect(script.contains(shell == "fish" ? word.drop { $0 == "-" } : word[...]), "\(word)")
    }
  }
}
