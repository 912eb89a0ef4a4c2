import FoundationEssentials
import Operations
import Testing

@testable import scholium

@Suite("what sshd is told and tells")
struct DaemonTests {
  private let path: PlainPath

  init() throws { path = try PlainPath("/etc/ssh/sshd_config.d/scholium.conf", of: "configuration") }

  private func snippet() throws -> Snippet {
    Snippet(
      account: try AccountName("annotate"), program: try PlainPath("/usr/local/bin/scholium", of: "program"),
      workspace: try PlainPath("/srv/films", of: "workspace"))
  }

  @Test(arguments: [
    ("Include /etc/ssh/sshd_config.d/*.conf", true), ("include sshd_config.d/*.conf", true),
    ("  Include\t\"/etc/ssh/sshd_config.d/*.conf\"", true), ("Include /etc/ssh/other.d/*.conf", false),
    ("Include a.conf /etc/ssh/sshd_config.d/scholium.conf", true), ("# Include /etc/ssh/sshd_config.d/*.conf", false),
    ("Match User a\nInclude /etc/ssh/sshd_config.d/*.conf", false), ("Include /etc/ssh/*", false), ("", false),
  ])
  func includes(text: String, expected: Bool) {
    #expect(DaemonConfiguration(text: text, snippet: path).includesSnippet == expected)
  }

  @Test func pidFile() {
    #expect(DaemonConfiguration(text: "", snippet: path).pidFile == "/run/sshd.pid")
    #expect(DaemonConfiguration(text: "pidfile /run/other.pid\n", snippet: path).pidFile == "/run/other.pid")
  }

  @Test func aSnippetNamesItsAccount() throws {
    let snippet = try snippet()
    #expect(Snippet.account(servedBy: snippet.text) == "annotate")
    #expect(Snippet.account(servedBy: "Match User annotate\n") == nil)
    for setting in snippet.settings {
      #expect(snippet.text.contains("\n  \(setting.keyword) \(setting.value)\n"), "\(setting.keyword)")
    }
    #expect(Set(snippet.settings.map(\.keyword)).count == snippet.settings.count)
  }

  @Test func whatHoldsIsComparedWithWhatShall() throws {
    let snippet = try snippet()
    let expected = ConfigurationChange.Expectation(account: snippet.account, settings: snippet.settings)
    let right = snippet.settings.map { "\($0.keyword.lowercased()) \($0.value)" }
    func difference(_ lines: [String]) -> String? {
      EffectiveSettings(lines.joined(separator: "\n")).difference(from: expected)
    }
    #expect(difference(right) == nil)
    for index in right.indices {
      var lines = right
      lines[index] = lines[index].split(separator: " ")[0] + " other"
      #expect(difference(lines)?.contains(snippet.settings[index].keyword) == true)
      lines.remove(at: index)
      #expect(difference(lines)?.contains(snippet.settings[index].keyword) == true)
    }
    #expect(difference(right + ["acceptenv LANG"]) != nil)
    #expect(difference(right + ["allowusers root", "allowusers anno*"]) == nil)
    #expect(difference(right + ["allowusers root"])?.contains("AllowUsers") == true)
    #expect(difference(right + ["denygroups annotate@10.0.0.1"])?.contains("DenyGroups") == true)
  }

  @Test(arguments: [
    ("/srv/films", "/srv/films"), ("/srv//films/./a/../", "/srv/films"), ("/..", "/"),
    ("/A-z_0.9", "/A-z_0.9"),
  ])
  func plainPaths(given: String, expected: String) throws {
    #expect(try PlainPath(given, of: "workspace").text == expected)
  }

  @Test(arguments: [
    "", "/srv/two words", "/srv/%u", "/srv/a\"b", "/srv/a\nb", "/srv/é", "/srv/$(id)", "/srv/a'b", "/a\\b",
  ])
  func oddPaths(given: String) {
    #expect(throws: OperationError.self) { try PlainPath(given, of: "workspace") }
  }

  @Test func aLinkIsServedAsWhatItLeadsTo() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scholium-links-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, link) in [("films", "link to films"), ("two words", "link")] {
      let end = folder.appending(path: name)
      try FileManager.default.createDirectory(at: end, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(link)", withDestinationPath: name)
    }
    let films = try PlainPath.resolving("\(folder.path)/films", of: "workspace")
    #expect(try PlainPath.resolving("\(folder.path)/link to films", of: "workspace") == films)
    for refused in ["link", "none"] {
      #expect(throws: OperationError.self) {
        try PlainPath.resolving("\(folder.path)/\(refused)", of: "workspace")
      }
    }
  }

  @Test(arguments: ["", "root", "A", "1a", "-a", "a b", "a*", "a\nb", "annotate!", String(repeating: "a", count: 33)])
  func oddAccounts(name: String) {
    #expect(throws: OperationError.self) { try AccountName(name) }
  }

  @Test func aDifferenceIsReadAsDiffShowsIt() {
    #expect(
      LineDiff.unified(from: "a\nb\nc\n", to: "a\nB\nc\nd\n", path: "/x")
        == ["--- /x", "+++ /x", "@@ -1,3 +1,4 @@", " a", "-b", "+B", " c", "+d"])
    #expect(LineDiff.unified(from: nil, to: "a\n", path: "/x") == ["--- /dev/null", "+++ /x", "@@ -0,0 +1,1 @@", "+a"])
    #expect(LineDiff.unified(from: "a\n", to: nil, path: "/x") == ["--- /x", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-a"])
  }
}
