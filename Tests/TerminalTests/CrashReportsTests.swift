import Testing

@testable import Terminal

@Suite("Crash reports")
struct CrashReportsTests {
  @Test(
    "go to the state folder",
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/scholium"), (["HOME": "/h"], "/h/.local/state/scholium"),
      (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/scholium"), ([:], nil), (["HOME": "here"], nil),
    ] as [([String: String], String?)])
  func folders(environment: [String: String], folder: String?) {
    #expect(CrashReports.folder(environment: environment) == folder)
  }

  @Test(
    "go to standard error when there is no usable folder", arguments: [nil, "/dev/null/x", "/tmp/a,interactive=yes"])
  func noFolder(folder: String?) {
    #expect(CrashReports.setting(folder: folder) == "interactive=no,color=no,output-to=stderr")
  }
}
