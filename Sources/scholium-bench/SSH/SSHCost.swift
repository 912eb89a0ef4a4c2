import ArgumentParser
import Driving
import FoundationEssentials
import Glibc

/// Many people at once through a real sshd: what a key takes until it is on the screen, and what each session needs of
/// memory, against as many sessions of a minimal curses program in C over the same sshd.
struct SSHCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "ssh",
    abstract: "Time from key to screen and memory of many SSH sessions, against a minimal C ncurses program.",
    discussion: """
      Needs root, for a real sshd on a loopback port and accounts of its own, all of which are gone afterwards. All
      sessions of both programs are open; in turn all people of the one and all of the other press a key within a second.
      """)

  @Option(help: "Sessions of each program.") var sessions = 32
  @Option(help: "Keys that each person presses.") var presses = 40
  @Option(help: "Words of the text.") var words = 2000
  @OptionGroup var options: MeasuringOptions

  static let short = ["--sessions", "6", "--presses", "3"]
  var title: String {
    "\(sessions) sessions of each program, \(presses) keys each, every person one a second, programs in turn"
  }

  func figures(in folder: String) throws -> [Figure] {
    if let lacking = LoopbackService.lacking { return [Figure("not measured here: \(lacking)", .nan, .count)] }
    let service = try LoopbackService(serving: options.program)
    let people = (1...sessions).map { "person-\($0)" }
    let desk = try ServedText(by: service, to: people, words: words, in: folder)
    let crowds = try [
      KeyCrowd(named: "scholium", desk.scholium, home: folder), KeyCrowd(named: "C", desk.floor, home: folder),
    ]
    for _ in 0..<presses {
      // The next word: both programs know the key, and paint the cursor.
      for crowd in crowds { try crowd.press("\u{1B}OC", within: 1) }
    }
    let memory = try [desk.scholiumProcesses(), desk.floorProcesses()].map { processes in
      guard processes.count == sessions else {
        throw MeasuringFailure(description: "there are \(processes.count) processes for \(sessions) sessions")
      }
      return try PairedRatio.median(processes.map(ProportionalMemory.mebibytes(of:)))
    }
    return figures(crowds[0], crowds[1], memory)
  }

  private func figures(_ ours: KeyCrowd, _ theirs: KeyCrowd, _ memory: [Double]) -> [Figure] {
    let of = "\(sessions) sessions"
    return [
      Figure("\(of): time from key to screen of C's, median", ours.median / theirs.median, .ratio, .atMost(1.5)),
      Figure("\(of): time from key to screen of C's, 99 of 100", ours.slowest / theirs.slowest),
      Figure("\(of): memory of C's", memory[0] / memory[1]),
      Figure("\(of): key to screen, scholium, median", ours.median * 1000, .milliseconds),
      Figure("\(of): key to screen, C, median", theirs.median * 1000, .milliseconds),
      Figure("\(of): key to screen, scholium, 99 of 100", ours.slowest * 1000, .milliseconds),
      Figure("\(of): key to screen, C, 99 of 100", theirs.slowest * 1000, .milliseconds),
      Figure("\(of): memory of each, scholium", memory[0], .mebibytes),
      Figure("\(of): memory of each, C", memory[1], .mebibytes),
    ]
  }
}
