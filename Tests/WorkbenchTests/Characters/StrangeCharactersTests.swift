import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Strange characters")
struct StrangeCharactersTests {
  private func listed(_ text: String, selection: Marking.Selection? = nil) -> String {
    let fields = [ShownText(name: "plot", style: .body, text: text)]
    return StrangeCharacters(fields, selection: selection).passages.map { passage in
      if case .set(let set) = passage.kind { return "\(set.first)\(passage.text)" }
      return passage.text.description
    }.joined(separator: "\n")
  }

  @Test(arguments: ["", "plain text, with “marks” — and é", "灯台 한국어 🌊", "two\nlines\r\nof text"])
  func nothing(_ text: String) {
    #expect(listed(text) == "Nothing strange in this text.")
  }

  @Test(arguments: [
    ("a\u{202E}b", "U+202E   RIGHT-TO-LEFT OVERRIDE", "at 1 · Cf"), ("a\u{200B}b", "U+200B   ZERO WIDTH SPACE", "at 1"),
    ("ab\u{A0}c", "U+00A0   NO-BREAK SPACE", "at 2 · Zs"), ("\u{7}", "U+0007   BELL", "at 0 · Cc"),
    ("\tx", "U+0009   CHARACTER TABULATION", "at 0"), ("x\u{E000}", "U+E000   (no name)", "at 1 · Co"),
    ("cafe\u{301}", "U+0301   COMBINING ACUTE ACCENT", "at 3 · a letter with marks"),
    ("x👩‍🚀", "U+200D   ZERO WIDTH JOINER", "at 1 · an emoji of several code points"),
    ("☕️", "U+FE0F   VARIATION SELECTOR-16", "at 0 · an emoji"), ("👍🏽", "U+1F3FD  EMOJI MODIFIER", "at 0"),
    ("🇩🇪", "U+1F1E9  REGIONAL INDICATOR SYMBOL LETTER D", "at 0"), ("a\rb", "U+000D   CARRIAGE RETURN", "at 1"),
    ("\u{AD}", "U+00AD   SOFT HYPHEN", "at 0 · Cf"), ("x\u{2028}y", "U+2028   LINE SEPARATOR", "at 1 · Zl"),
  ])
  func names(_ text: String, _ line: String, _ place: String) {
    let listed = listed(text)
    #expect(listed.contains(line) && listed.contains(place), "\(listed)")
  }

  @Test("The same ones are counted, and the strangest come first")
  func counts() {
    let text = String(repeating: "a\u{A0}b ", count: 214) + "\u{202E}"
    let listed = listed(text)
    #expect(listed.contains("NO-BREAK SPACE  ×214") && listed.contains("at 1, 5, 9, 13, 17, …"))
    #expect(listed.hasPrefix("Strange characters in plot\nU+202E"))
  }

  @Test("Many kinds are limited, and told")
  func limits() {
    let text = (0xE000..<0xE100).compactMap { Unicode.Scalar($0).map { String($0) } }.joined(separator: " ")
    #expect(listed(text).contains("… and 196 more kinds"))
  }

  @Test("A selection comes first, whatever it is")
  func selection() {
    let range = ScalarOffset(1)..<ScalarOffset(3)
    let listed = listed("xyz\u{200B}", selection: Marking.Selection(field: "plot", range: range))
    #expect(listed.hasPrefix("Selected\nU+0079   LATIN SMALL LETTER Y\n"))
    #expect(listed.contains("U+007A   LATIN SMALL LETTER Z") && listed.contains("ZERO WIDTH SPACE"))
  }

  @Test("Hostile texts: every control of direction is listed with its place, and nothing raw reaches the screen")
  func hostile() {
    var random = SeededGenerator(state: 31)
    for _ in 0..<200 {
      let text = HostileTexts.text(&random)
      let listed = listed(text)
      let scalars = Array(text.unicodeScalars)
      if let first = scalars.firstIndex(of: "\u{202E}") {
        #expect(listed.contains("RIGHT-TO-LEFT OVERRIDE") && listed.contains("at \(first)"))
      }
      #expect(!listed.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" || $0 == "\u{200B}" })
    }
  }

  @Test("On a key, and back with the same; sides that are compared are not told apart by name")
  func onAKey() {
    var bench = Bench(Sample.pair("x\u{200B}", "y\u{A0}z", isSwapped: true))
    bench.press(.character("x"))
    #expect(bench.state.frame.text.contains("Strange characters in A") && bench.state.mode == .reading)
    #expect(!bench.state.frame.text.contains("first"))
    bench.press(.character("x"))
    #expect(bench.state.mode == .answering)
  }
}
