import Driving

/// What no person types: keys in bursts, sequences that break off, pastes, noise, sizes, stops.
struct RandomInput {
  enum Burst {
    case typed([UInt8])
    /// As a person answers: each key when the one before shows.
    case answered([String])
    case resized([(columns: Int, rows: Int)])
    /// The terminal's stop signal; the shell lets the program go on at once.
    case stopped
    /// The signal to go on, to a program that was not stopped.
    case toldToGoOn
  }

  /// Labels, commands and what moves; nothing that leaves, as the end is looked at.
  private static let keys =
    ["1", "2", "3", "4", "5", "\r", "\u{1B}", "u", "s", "f", "c", "g", "?", "t", "m", "m", "/"]
    .map { Array($0.utf8) }
    + ["n", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}OP", "\u{C}", "灯", "👍", "\t", "b", "x"]
    .map { Array($0.utf8) }
    + ["d", "l", "o", "e\u{301}", "\u{1B}[Z", "\u{17}", " ", "*", "]", "\u{1B}\r"].map { Array($0.utf8) }

  /// Beginnings of sequences, answers that nobody asked for, and the mouse from beyond the screen.
  private static let fragments: [[UInt8]] =
    [
      "\u{1B}[", "\u{1B}[<", "\u{1B}[<0;", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M", "\u{1B}]0;x\u{7}",
      "\u{1B}P1$r\u{1B}\\", "\u{1B}[1;5", "\u{1B}[?1;2c", "\u{1B}[99999999999999999999~", "\u{0}", "\u{1B}[<0;5;5M",
      "\u{1B}[<0;5;5m", "\u{1B}[<64;5;9M", "\u{1B}[<35;400;900M", "\u{1B}[<0;99999999999999999999;1M",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xE2, 0x82]]

  /// Ctrl-C and q leave, and Ctrl-Z lets the terminal show what is typed until the shell has let the program go on. No
  /// sequence has them either, as another one may have broken off before it.
  private static let leaving: Set<UInt8> = [0x03, 0x1A, UInt8(ascii: "q"), UInt8(ascii: "Q")]

  static let endOfPaste = Array("\u{1B}[201~".utf8)

  private var random: Seeded

  init(seed: UInt64) { random = Seeded(seed: seed) }

  mutating func burst() -> Burst {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<10: .answered(["\u{1B}", "\(Int.random(in: 1...5, using: &random))", "\r", "\r", "\r", "\r"])
    case 10..<60: .typed(pieces(Self.keys, [1, 1, 1, 3, 8].randomElement(using: &random) ?? 1))
    case 60..<75:
      .typed(
        pieces(Self.fragments, .random(in: 1...4, using: &random))
          + (Bool.random(using: &random) ? Self.endOfPaste : []))
    case 75..<85:
      .typed(
        Array("\u{1B}[200~".utf8) + pieces(Self.keys + [[0x0A]], .random(in: 0...300, using: &random))
          + Self.endOfPaste)
    case 85..<93: .typed(noise())
    case 93..<98:
      .resized(
        [(.random(in: 1...220, using: &random), .random(in: 1...70, using: &random))]
          + (Int.random(in: 0..<5, using: &random) < 3 ? [(80, 24)] : []))
    case 98: .stopped
    default: .toldToGoOn
    }
  }

  /// Seconds until the next burst: often none, so that it comes before the program has seen the one before; sometimes
  /// enough for a screen to be seen, as keys before that are not meant.
  mutating func pause() -> Double { [0, 0.003, 0.003, 0.02, 0.12].randomElement(using: &random) ?? 0 }

  private mutating func pieces(_ all: [[UInt8]], _ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in all.randomElement(using: &random) ?? [] }
  }

  private mutating func noise() -> [UInt8] {
    (0..<Int.random(in: 1...20, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      .filter { !Self.leaving.contains($0) }
  }
}
