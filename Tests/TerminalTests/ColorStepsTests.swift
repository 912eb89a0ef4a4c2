import Canvas
import Glibc
import Testing

@testable import Terminal

/// A theme on real descriptions of terminals, from any colour down to none.
@Suite("Colours in steps")
struct ColorStepsTests {
  /// As ncurses has them, in a package of its own that few machines have installed.
  private static let descriptions = """
    xterm-16color|xterm with 16 colors,
    \tcolors#16, pairs#0x100,
    \tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,
    \tsetaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,
    \tuse=xterm,
    xterm-direct|xterm with direct-color indexing,
    \tRGB,
    \tcolors#0x1000000, pairs#0x10000,
    \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
    \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
    \tinitc@, setb@, setf@, use=xterm-256color,

    """

  private static func addDescriptions() throws {
    var template = Array("/tmp/scholium-terminfo-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    let compiler = try #require(popen("tic -x -o '\(folder)' - 2>/dev/null", "w"))
    fputs(descriptions, compiler)
    try #require(pclose(compiler) == 0)
    setenv("TERMINFO", folder, 1)
  }

  @Test(
    "each terminal is sent what it has",
    arguments: [
      ("xterm-direct", ["38:2::255:176:124m", "48:2::27:26:43m"]), ("xterm-256color", ["38;5;216m", "48;5;234m"]),
      ("tmux-256color", ["38;5;216m", "48;5;234m"]), ("xterm-16color", ["[93m", "[40m"]),
      ("xterm", ["[33m", "[40m", "[0;1m"]), ("linux", ["[33m", "[40m", "[0;10;1m"]),
      ("screen", ["[33m", "[40m", "[0;1m"]),
      ("vt100", []),
    ])
  func sent(terminal name: String, codes: [String]) async {
    await #expect(processExitsWith: .success) { [name, codes] in
      try Self.addDescriptions()
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        var session = try Session(environment: ["TERM": name])
        var frame = Frame(size: session.size)
        frame.draw("not counted", at: Point(row: 1, column: 1), style: Style(.warning))
        let theme = Theme(
          name: "steps",
          colors: [
            .text: Appearance(foreground: .rgb(233, 223, 208), basicForeground: .ansi(15)),
            .warning: Appearance(foreground: .rgb(255, 176, 124), basicForeground: .ansi(11)),
          ], ground: Ground(RGB(27, 26, 43), basic: .ansi(0), isPainted: true))
        session.paint(frame, theme: theme)
        let output = terminal.output()
        #expect(output.contains("not"))
        for code in codes { #expect(output.contains(code), "\(code): \(output.debugDescription)") }
        if codes.isEmpty {
          #expect(!output.contains(/\u{1B}\[[0-9;]*[34][0-7]m/))
          // Monochrome: what warns is bold.
          #expect(output.contains("\u{1B}[0;1m"))
        }
        session.close()
      }
    }
  }

  @Test("their descriptions say how many", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func depths(place: Int) async {
    await #expect(processExitsWith: .success) { [place] in
      try Self.addDescriptions()
      let known: [(String, ColorDepth)] = [
        ("xterm", .eight), ("xterm-16color", .sixteen), ("xterm-256color", .many), ("xterm-direct", .direct),
        ("linux", .eight), ("vt100", .none), ("screen", .eight), ("tmux-256color", .many),
      ]
      let (name, depth) = known[place]
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        #expect(try TerminalProfile(of: STDOUT_FILENO, environment: ["TERM": name]).depth == depth)
        _ = terminal.output()
      }
    }
  }
}
