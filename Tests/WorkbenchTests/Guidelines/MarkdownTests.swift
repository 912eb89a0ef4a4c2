import Testing
import Text

@testable import Workbench

/// Markdown as it stands on the screen.
enum SetMarkdown {
  static func reading(_ markdown: String, width: Int) -> Reading {
    Reading(MarkdownPassages(Markdown(markdown)).passages, width: width)
  }

  static func lines(_ markdown: String, width: Int = 40) -> String {
    reading(markdown, width: width).lines.map { line in
      var text = line.lead.description + line.glyphs.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  /// Looks as marks around the text: `_emphasis_`, `*strong*`, `` `code` ``, `[link]`, `(target)`.
  static func looks(_ markdown: String) -> String {
    Markdown(markdown).blocks.map { block in
      guard case .paragraph(let inlines) = block.content else { return "?" }
      return inlines.map { inline in
        var text = inline.text
        for (look, left, right) in [
          (Markdown.Look.code, "`", "`"), (.emphasis, "_", "_"), (.strong, "*", "*"), (.link, "[", "]"),
          (.target, "<", ">"),
        ] where inline.look.contains(look) { text = left + text + right }
        return text
      }.joined()
    }.joined(separator: "\n")
  }
}

@Suite("Markdown")
struct MarkdownTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    var shown: String
    var width = 40
    var testDescription: String { name }
  }

  @Test("Blocks, as they stand on the screen", arguments: Case.blocks)
  func showsBlocks(_ example: Case) {
    #expect(SetMarkdown.lines(example.source, width: example.width) == example.shown)
  }

  @Test(
    "Inlines",
    arguments: [
      ("*a* _b_ **c** __d__ ***e***", "_a_ _b_ *c* *d* *_e_*"),
      ("a*b*c snake_case_name 2 * 3 * 4", "a_b_c snake_case_name 2 * 3 * 4"),
      ("*a **b*** **a *b***", "_a _*_b_* *a **_b_*"),
      ("**a*", "*_a_"), ("*a", "*a"), ("\\*a\\* \\a", "*a* \\a"),
      ("`a*b*` ``c`d`` `e", "`a*b*` `c`d` `e"), ("` `` `", "````"),
      ("[text](http://x.y/a_(b) \"title\") z", "[text]< (http://x.y/a_(b))> z"),
      ("[*a*](<u v>)", "[_a_]< (u v)>"), ("[here](#below)", "[here]"), ("[http://x](http://x)", "[http://x]"),
      ("[a] [b]: c [d](e", "[a] [b]: c [d](e"), ("![alt *x*](y.png)!", "alt _x_!"),
      ("<http://x.y> <a@b.c> <no tag>", "[http://x.y] [a@b.c] <no tag>"),
      ("&amp; &lt;b&gt; &#x263A; &#0; &nosuch; & a", "& <b> ☺ \u{FFFD} &nosuch; & a"),
      ("*a\nb*", "_a b_"), ("[a [b](c) d](e)", "[a [b]< (c)> d](e)"),
    ])
  func inlines(_ source: String, _ looks: String) {
    #expect(SetMarkdown.looks(source) == looks)
  }

  @Test("Every word is told, in order, and no line is wider than the column", arguments: 1...40)
  func wordsStay(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var words: [String] = []
    let marks = ["", "", "", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n  ", "\n### ", "\n\n", "\n>> ", "\n  - ", " | "]
    var source = ""
    for index in 0..<60 {
      let word = "w\(index)" + (Int.random(in: 0..<9, using: &random) == 0 ? "灯" : "")
      words.append(word)
      let around = ["", "", "*", "**", "_"].randomElement(using: &random) ?? ""
      source += " " + around + word + around + (marks.randomElement(using: &random) ?? "")
    }
    for width in [3, 11, 24, 80] {
      let reading = SetMarkdown.reading(source, width: width)
      for line in reading.lines {
        #expect(line.lead.width + line.glyphs.reduce(0) { $0 + $1.width } <= width)
      }
      let shown = reading.lines.map { line in line.glyphs.map(\.text).joined() }.joined()
      let told = shown.filter { !$0.isWhitespace && !"*_".contains($0) }.replacing("|", with: "")
      #expect(told.holds(words), "\(source)")
    }
  }

  @Test(
    "Hostile text takes linear time",
    arguments: [
      "[", "]", "*", "_a", "*a **", "a**b", ">", "> ", "- ", "`", "` `` ", "|", "|-", "|-\n", "<", "<!--", "<!-- -",
      "![", "[a](",
      "[a](b 'c ", "[a](b (c ", "[a](<b", "&", "&#", "\\", "#", "# a\n", "a\n", "a\n\n", "1. a\n", "- a\n", "```\n",
      "\t", "\n",
      ">\n- ",
      "[a](b)", "[![a](b)](c)", "*a_", "<a@", "\u{0}", "灯", "\r", "a|b\n-|-\n", "e\u{301}\u{302}",
    ])
  func hostile(_ piece: String) {
    func seconds(_ count: Int) -> Double {
      let text = String(repeating: piece, count: count / piece.unicodeScalars.count)
      let time = ContinuousClock().measure { _ = MarkdownPassages(Markdown(text)) }
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    // In quadratic time sixteen times as much text takes 256 times as long. What is short is not measured exactly.
    let short = max(0.01, seconds(1000))
    #expect(seconds(16000) < 100 * short)
  }
}

extension MarkdownTests.Case {
  typealias Case = MarkdownTests.Case

  static let blocks = [
    Case(name: "paragraphs are wrapped anew", source: "One\ntwo.\n\nThree", shown: "One two.\n\nThree"),
    Case(name: "hard breaks", source: "One  \ntwo\\\nthree<br>four", shown: "One\ntwo\nthree\nfour"),
    Case(name: "ideographs are joined without a space", source: "灯台\n守", shown: "灯台守"),
    Case(
      name: "headings", source: "# One #\ntext\n## Two\n\nmore\n\nThree\n===\n#four",
      shown: "One\ntext\n\nTwo\nmore\n\nThree\n#four"),
    Case(
      name: "lists hang", source: "- one two\n  three\n- four\n  - five\n    and six\n- seven",
      shown: "• one two\n  three\n• four\n  – five and\n    six\n• seven", width: 13),
    Case(name: "loose lists stay loose", source: "- one\n\n- two", shown: "• one\n\n• two"),
    Case(
      name: "numbers are counted", source: "9. nine\n9. ten\n1) one\n\n   more",
      shown: "9. nine\n10. ten\n1) one\n\n   more"),
    Case(name: "an item without text", source: "-\n- two", shown: "•\n• two"),
    Case(name: "only 1 interrupts a paragraph", source: "In\n1984. it was\n1. one", shown: "In 1984. it was\n1. one"),
    Case(
      name: "quotes", source: "> one two\nlazy\n>\n> - three\n\nafter",
      shown: "│ one two lazy\n│\n│ • three\n\nafter"),
    Case(
      name: "code", source: "```swift\nlet  x = 1\n\n# no heading\n```\n\n    indented\n      more",
      shown: "    let  x = 1\n\n    # no heading\n\n    indented\n      more"),
    Case(name: "broken code is marked", source: "```\nabcdef ghi\n```", shown: "    abcdef\n  … ghi", width: 12),
    Case(name: "an unclosed fence goes on to the end", source: "~~~\na\n```\nb", shown: "    a\n    ```\n    b"),
    Case(name: "thematic breaks", source: "a\n\n***\nb", shown: "a\n\n──────\n\nb"),
    Case(
      name: "comments are left out", source: "a <!-- b --> c\n\n<!-- one\n\n# two\n-->\n\nd <!-- open",
      shown: "a  c\n\nd <!-- open"),
    Case(name: "other HTML is shown", source: "<b>a</b>\n<div>\nb", shown: "<b>a</b> <div> b"),
    Case(
      name: "tables", source: "| label | n |\n|:--|--:|\n| `a\\|b` | 1 |\n| second | 10 |\n\nafter",
      shown: "label    n\n`a|b`    1\nsecond  10\n\nafter"),
    Case(
      name: "the widest column of a table is wrapped",
      source: "a | what it means\n-|-\nb | one two three four five\nc | d",
      shown: "a  what it means\nb  one two three\n   four five\nc  d", width: 20),
    Case(
      name: "a table without room is told row by row",
      source: "first column | second column | third\n-|-|-\none two three | four five six | seven\n\n",
      shown: "first column\n  second column\n  third\none two three\n  four five six\n  seven", width: 16),
    Case(
      name: "cells beyond the last column are kept", source: "a|b\n-|-\nc|d|e\nf", shown: "a  b\nc  d | e\nf"),
    Case(name: "no table without a row of dashes", source: "a | b\nc | d", shown: "a | b c | d"),
  ]
}

extension String {
  /// True where the words stand in the text in this order.
  fileprivate func holds(_ words: [String]) -> Bool {
    var rest = self[...]
    for word in words {
      guard let range = rest.firstRange(of: word) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
