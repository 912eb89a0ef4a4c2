import Canvas
import Testing
import Text

@Suite("Frame")
struct FrameTests {
  private let size = Size(columns: 10, rows: 3)

  @Test("draws, clips and reads back as text")
  func golden() {
    var frame = Frame(size: size)
    #expect(frame.draw("世界 title", at: Point(row: 0, column: 0), style: Style(.heading)) == 10)
    frame.rule(row: 1)
    frame.draw("too long to fit", at: Point(row: 2, column: 4), style: .text)
    #expect(frame.text == "世界 title\n──────────\n    too lo")
    #expect(frame.styles == "hhhhhhhhhh\n----------\n")
  }

  @Test("substitutes have a role of their own unless the style is reversed")
  func substitutes() {
    var frame = Frame(size: size)
    frame.draw("a\u{1B}", at: Point(row: 0, column: 0), style: Style(.heading))
    frame.draw("a\u{1B}", at: Point(row: 1, column: 0), style: Style(.selected, reverse: true))
    #expect(frame.styles == "hxx\nSSS\n")
  }

  @Test("a wide glyph that loses a half loses the other too")
  func halves() {
    var frame = Frame(size: size)
    frame.draw("世", at: Point(row: 0, column: 0), style: .text)
    frame.draw("x", at: Point(row: 0, column: 1), style: .text)
    frame.draw("世", at: Point(row: 1, column: 0), style: .text)
    frame.draw("x", at: Point(row: 1, column: 0), style: .text)
    frame.draw("世", at: Point(row: 2, column: 9), style: .text)
    frame.draw("世", at: Point(row: 2, column: -1), style: .text)
    #expect(frame.text == " x\nx\n")
    #expect(frame.row(2).allSatisfy { $0.width == 1 })
  }

  @Test("many lines go below each other, inside a rectangle only")
  func within() {
    var frame = Frame(size: size)
    let rect = Rect(row: 0, column: 2, rows: 2, columns: 3)
    frame.draw("abcdef\ngh\nij", at: rect.origin, style: .text, within: rect)
    #expect(frame.text == "  abc\n  gh\n")
  }

  @Test("whatever is drawn wherever, every row stays as wide as the frame", arguments: 0..<20)
  func rowWidths(seed: UInt64) {
    var random = Seeded(seed)
    var frame = Frame(size: size)
    let texts: [Displayable] = ["世界世界世界", "plain", "e\u{301}é", "👍🏽👩‍👧", "\u{202E}x", "a\nb\n世", "ᄒ\u{1161}\u{11AB}"]
    for _ in 0..<200 {
      let point = Point(row: .random(in: -2...4, using: &random), column: .random(in: -6...12, using: &random))
      let rect = Rect(row: point.row, column: point.column, rows: 2, columns: .random(in: 0...9, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: frame.fill(rect, .text)
      case 1: frame.rule(row: point.row, within: rect)
      case 2: frame.draw(texts.randomElement(using: &random) ?? "", at: point, style: .text, within: rect)
      default: frame.draw(texts.randomElement(using: &random) ?? "", at: point, style: .text)
      }
      for row in 0..<size.rows {
        let cells = Array(frame.row(row))
        #expect(cells.reduce(0) { $0 + $1.width } == size.columns)
        #expect(cells.last?.width != 2)
        for (cell, next) in zip(cells, cells.dropFirst()) { #expect((cell.width == 2) == (next.width == 0)) }
      }
    }
  }

  @Test("every role has its own letter and name")
  func letters() {
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    #expect(Role.label(0) == .label1)
    #expect(Role.label(8) == .label1)
    #expect(Role(rawValue: "label.3") == .label3)
  }

  @Test("rectangles split without gaps and never go negative")
  func rectangles() {
    let rect = Rect(row: 1, column: 1, rows: 5, columns: 8)
    #expect(rect.splitTop(2).rest == Rect(row: 3, column: 1, rows: 3, columns: 8))
    #expect(rect.splitBottom(2).bottom == Rect(row: 4, column: 1, rows: 2, columns: 8))
    #expect(rect.splitBottom(9).rest.isEmpty)
    #expect(rect.splitLeft(3).rest == Rect(row: 1, column: 4, rows: 5, columns: 5))
    #expect(rect.inset(rows: 3).isEmpty)
    #expect(rect.centered(Size(columns: 4, rows: 1)) == Rect(row: 3, column: 3, rows: 1, columns: 4))
    #expect(rect.intersection(Rect(row: 9, column: 9, rows: 1, columns: 1)).isEmpty)
  }
}
