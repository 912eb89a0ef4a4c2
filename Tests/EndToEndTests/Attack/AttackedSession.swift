import Driving
import Glibc
import Testing

/// The workbench in a terminal, started by a shell that lets it go on whenever it is stopped.
final class AttackedSession {
  /// Both are sequences of every terminal that has two screens.
  private static let enter = "\u{1B}[?1049h"
  private static let leave = "\u{1B}[?1049l"

  private let terminal: PseudoTerminal
  private let shell: Child
  private let program: pid_t

  init(_ workspace: Workspace, task: String, as person: String, at terminal: PseudoTerminal) throws {
    self.terminal = terminal
    // 148: stopped from the terminal.
    let line = #"set -m; "$@"; status=$?; while [ $status = 148 ]; do fg >/dev/null; status=$?; done; exit $status"#
    shell = try Child(
      ["/bin/sh", "-c", line, "sh", Program.scholium, "annotate", task, "--as", person],
      environment: Program.plainEnvironment, folder: workspace.folder, on: terminal.path)
    try #require(terminal.sees("skip"), "never painted: \(String(decoding: terminal.painted, as: UTF8.self))")
    program = try #require(ProcessFacts.child(of: shell.pid))
  }

  private var isAlive: Bool { kill(program, 0) == 0 }

  /// Its status and its last words, where it has ended.
  var ending: String? {
    guard !isAlive else { return nil }
    return "status \(shell.wait()): \(String(decoding: terminal.painted.suffix(2000), as: UTF8.self).debugDescription)"
  }

  func take(_ burst: RandomInput.Burst) {
    switch burst {
    case .typed(let bytes): terminal.type(bytes)
    case .answered(let keys): for key in keys { press(key) }
    case .resized(let sizes): for size in sizes { terminal.resize(columns: size.columns, rows: size.rows) }
    case .toldToGoOn: kill(program, SIGCONT)
    case .stopped: stop()
    }
  }

  /// What a key shows may be nothing at all.
  private func press(_ key: String) {
    let start = terminal.painted.count
    terminal.type(Array(key.utf8))
    _ = terminal.see(after: start, seconds: 0.15) { $0.isEmpty ? nil : true }
  }

  /// Nothing is typed until the program is back: the terminal would show it as it is.
  private func stop() {
    let start = terminal.painted.count
    kill(program, SIGTSTP)
    let isBack = terminal.see(after: start) { painted -> Bool? in
      guard let left = Self.last(Self.leave, painted), let entered = Self.last(Self.enter, painted) else { return nil }
      return left < entered ? true : nil
    }
    #expect(isBack == true, "stopped, and never came back")
  }

  /// From whatever the screen shows to the list of the day, all of it painted anew: how many answers the header counts,
  /// and how many the list has.
  func counts(of wanted: Int) throws -> (header: Int, today: Int) {
    terminal.type(RandomInput.endOfPaste)
    terminal.resize(columns: 80, rows: 24)
    let all = Deadline(seconds: 60)
    var counts: (header: Int, today: Int)?
    while counts == nil, !all.hasPassed {
      // An escape and a letter in a row are another key.
      for _ in 0..<3 {
        terminal.type([0x1B])
        terminal.read(seconds: 0.2)
      }
      terminal.type(Array("t".utf8))
      terminal.read(seconds: 0.5)
      let start = terminal.painted.count
      terminal.type([0x0C])
      counts = terminal.see(after: start, seconds: 2) { painted -> (header: Int, today: Int)? in
        let text = String(decoding: painted, as: UTF8.self)
        guard text.contains("Today"), let header = text.matches(of: /([0-9]+) of ([0-9]+)/).last,
          Int(header.2) == wanted, let today = text.firstMatch(of: /([0-9]+) answers?/)
        else { return nil }
        return Int(header.1).flatMap { header in Int(today.1).map { (header, $0) } }
      }
    }
    let last = String(decoding: terminal.painted.suffix(4000), as: UTF8.self)
    return try #require(counts, "the list of the day was never seen, but: \(last.debugDescription)")
  }

  /// Asks it to end; its status.
  func end() -> Int32 {
    kill(program, SIGTERM)
    let isOver = terminal.see(after: 0) { _ in isAlive ? nil : true }
    #expect(isOver == true, "it outlived SIGTERM")
    return shell.wait()
  }

  /// Of what was switched on in the terminal, what was not switched off again.
  var leftOn: [String] {
    let modes = [
      (Self.enter, Self.leave), ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?1002h", "\u{1B}[?1002l"),
      ("\u{1B}[?1006h", "\u{1B}[?1006l"), ("\u{1B}[?25l", "\u{1B}[?25h"),
    ]
    return modes.filter { on, off in
      guard let on = Self.last(on, terminal.painted[...]) else { return false }
      return Self.last(off, terminal.painted[...]).map { $0 < on } ?? true
    }.map { on, _ in on.debugDescription }
  }

  /// Where a text begins for the last time.
  private static func last(_ text: String, _ bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - wanted.count)).last { bytes[$0...].starts(with: wanted) }
  }
}
