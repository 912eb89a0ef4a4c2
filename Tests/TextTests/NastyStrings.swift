/// A small seeded generator (SplitMix64), so that a failing case can be repeated.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Strings made of what breaks terminals, mixed with ordinary words.
enum NastyStrings {
  private static let pieces = [
    "word", "a", " ", "  ", "\n", "\r\n", "\r", "\t", "世界", "한글", "ᄒ\u{1161}\u{11AB}", "é", "e\u{301}", "नि", "กำ",
    "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇩", "❤️", "1️⃣", "\u{1F3FD}", "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{2067}", "\u{200B}",
    "\u{E0041}", "\u{0}", "\u{1B}[31m", "\u{9B}5n", "\u{7F}", "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "\u{FFFF}", "\u{E000}", "\u{2028}", "\u{AD}", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "שלום",
    "incomprehensibilities", "\u{A0}", "Straße", "க\u{BC6}\u{BBE}", "か\u{3099}", "ＡＢ",
  ]

  static func make(using random: inout Seeded) -> String {
    (0..<Int.random(in: 0...24, using: &random)).map { _ in
      Int.random(in: 0..<8, using: &random) == 0
        ? Unicode.Scalar(UInt32.random(in: 0..<0x110000, using: &random)).map { String($0) } ?? "x"
        : pieces.randomElement(using: &random) ?? ""
    }.joined()
  }
}
