/// Texts that break screens.
enum HostileTexts {
  static let pieces = [
    "\u{1B}[2J", "\u{202E}abc", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "灯台", "\u{0}", "\t", "\r\n", "\n",
    "\u{200B}", "🇩🇪🇫", "\u{E0041}", "한", "\u{1160}", "word", "a very long sentence of words ", " ", "\u{301}", "שלום",
    "مرحبا ",
    "\u{2028}", "\u{85}", "\u{FFFC}", "# ", "- ", "|a|b|\n|-|-|\n", "[x](y)", "`", "**", "ﬀ", "ß", "İ", "word word ",
    ". ",
  ]

  static func text(_ random: inout SeededGenerator, upTo count: Int = 60) -> String {
    (0..<Int.random(in: 0..<count, using: &random)).map { _ in random.one(of: pieces) }.joined()
  }

  /// Without a break, with a break at every word, and with a break at every character.
  static let long = [
    String(repeating: "x", count: 20_000), String(repeating: "word ", count: 4_000),
    String(repeating: "灯\n", count: 3_000), String(repeating: "e\u{301}\u{202E}👍", count: 2_000),
  ]
  static let megabyte = String(repeating: "x", count: 1_000_000)
}
