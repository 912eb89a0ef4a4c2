import Driving

/// Command lines that nobody may have, in a row that a seed settles. Each holds at least one piece that makes it so.
struct HostileRequests {
  private static let commands = [
    "status", "annotate", "export film", "annotators", "annotators add", "annotators add eve", "sessions end", "audit",
    "doctor", "import film", "publish film", "channel list film", "pipe film", "scholium status", "map film",
  ]
  /// None of these is a word of any command, nor part of one.
  private static let pieces = [
    ";", "|", "&&", "||", ">", "<", ">>", "&", "$(id)", "`id`", "${IFS}id", "$HOME", "'", "\"", "\\", "*", "?", "~",
    "!",
    "#", "(", ")", "{a,b}", "[a]", "%s%n", "../", "../../etc/passwd", "/etc/passwd", "/dev/zero", "//", "--", "-h",
    "--help", "--version", "-o", "-o/tmp/x", "--output=/tmp/x", "--workspace=/", "--queue=/tmp/x", "--as=root",
    "--keys=/etc/passwd", "-c", "--generate-completion-script", "\n", "\r", "\t", "\u{B}", "\u{1B}[31m",
    "\u{1B}]0;x\u{7}",
    "\u{9B}2J", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "\u{A0}", "\u{2028}", "\u{85}", "\u{7F}",
    "\u{1}", "\u{FFFD}",
  ]
  private static let fillers = [
    "film", "a", "-", "--json", "--channel", "production", "7", "x=7", "灯", "e\u{301}", " ",
  ]

  private var random: Seeded

  init(seed: UInt64) { random = Seeded(seed: seed) }

  mutating func next() -> String {
    var words = (0..<Int.random(in: 0...3, using: &random)).map { _ in one(Self.fillers) }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      words.insert(one(Self.pieces), at: .random(in: 0...words.count, using: &random))
    }
    // What is an option or a path by its first character only, stays the first one of a word.
    let isLoose = Int.random(in: 0..<4, using: &random) != 0
    let line = words.reduce(one(Self.commands) + " ") { line, word in
      line + (isLoose || word.hasPrefix("-") || word.hasPrefix("/") ? " " : "") + word
    }
    return line + String(repeating: "x", count: Int.random(in: 0..<20, using: &random) == 0 ? 5000 : 0)
  }

  private mutating func one(_ some: [String]) -> String { some.randomElement(using: &random) ?? "" }
}
