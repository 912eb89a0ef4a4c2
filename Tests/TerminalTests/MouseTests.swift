import CNcurses
import Canvas
import Testing

@testable import Terminal

@Suite("The mouse")
struct MouseTests {
  private static let place = Point(row: 4, column: 299)

  @Test(
    "what a terminal tells of it",
    arguments: [
      ("\u{1B}[<0;300;5M", [.pointer(.press(place))]), ("\u{1B}[<0;300;5m", [.pointer(.release(place))]),
      ("\u{1B}[<32;300;5M", [.pointer(.drag(place))]), ("\u{1B}[<36;300;5M", [.pointer(.drag(place))]),
      ("\u{1B}[<64;300;5M", [.pointer(.wheel(lines: -3, at: place))]),
      ("\u{1B}[<81;300;5M", [.pointer(.wheel(lines: 3, at: place))]),
      ("\u{1B}[<2;300;5M\u{1B}[<2;300;5m\u{1B}[<35;1;1M\u{1B}[<66;1;1Mx", [.key(.character("x"))]),
      ("\u{1B}[<0;0;0M", [.pointer(.press(Point(row: 0, column: 0)))]),
      ("\u{1B}[<0;1M", [.key(.unknown(27))]), ("\u{1B}[<0;1;1;1M", [.key(.unknown(27))]),
      ("\u{1B}[M !\"", [.pointer(.press(Point(row: 1, column: 0)))]),
      ("\u{1B}[M#!!", [.pointer(.release(Point(row: 0, column: 0)))]),
      ("\u{1B}[M@!!", [.pointer(.drag(Point(row: 0, column: 0)))]),
    ] as [(String, [Gesture])])
  func reports(text: String, gestures: [Gesture]) {
    var decoder = KeyDecoder()
    #expect(decoder.take(text.utf8.map { .byte($0) }) == gestures)
    #expect(!decoder.isPending)
  }

  @Test("a report that a slow line breaks anywhere types nothing")
  func broken() {
    let report: [KeyCode] = "\u{1B}[<32;120;44M".utf8.map { .byte($0) }
    for split in 1..<report.count {
      var decoder = KeyDecoder()
      decoder.expectsMouse = true
      let gestures = decoder.take(Array(report[..<split])) + decoder.take(Array(report[split...]))
      // Who pressed Escape and who is a report that has only begun looks the same.
      let expected: [Gesture] = [.pointer(.drag(Point(row: 43, column: 119)))]
      #expect(gestures == (split == 1 ? [.key(.escape)] + expected : expected))
    }
  }

  @Test("bytes of older reports are not text, whatever they are")
  func bytes() {
    var decoder = KeyDecoder()
    #expect(decoder.take([.byte(0x1B), .byte(0x5B), .byte(0x4D), .byte(0x20)]) == [])
    #expect(decoder.take([.byte(0xFF), .byte(0x1B)]) == [.pointer(.press(Point(row: 0, column: 222)))])
    let backspace: [KeyCode] = [
      .byte(0x1B), .byte(0x5B), .byte(0x4D), .byte(0x20), .function(KEY_BACKSPACE), .byte(0x21),
    ]
    #expect(decoder.take(backspace) == [.pointer(.press(Point(row: 0, column: 94)))])
  }

  @Test("without one nothing of an unfinished report is typed")
  func unfinished() {
    for text in ["\u{1B}[<0;1", "\u{1B}[<", "\u{1B}[M !"] {
      var decoder = KeyDecoder()
      decoder.expectsMouse = true
      #expect(decoder.take(text.utf8.map { .byte($0) }) == [])
      #expect(decoder.isPending)
      #expect(decoder.finish() == [])
      #expect(decoder.take([.byte(0x71)]) == [.key(.character("q"))])
    }
  }

  @Test(
    "places outside the screen are moved to its edge",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 0, rows: 0)])
  func clamped(size: Size) {
    let far = Point(row: 65535, column: 65535)
    let edge = Point(row: max(0, size.rows - 1), column: max(0, size.columns - 1))
    #expect(Pointer.drag(far).clamped(to: size) == .drag(edge))
    #expect(Pointer.wheel(lines: 3, at: far).clamped(to: size) == .wheel(lines: 3, at: edge))
  }

  @Test("bytes at random never make a crash, a place that is not on a screen, or a wait without end")
  func random() {
    var generator = SplitMix(seed: 7)
    let pieces = [
      "\u{1B}", "[", "<", "M", "m", ";", "9999999999999999999", "0", "O", "~", "x", "\u{7F}", "é", "]", "\\",
    ]
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      decoder.expectsMouse = Bool.random(using: &generator)
      for _ in 0..<4 {
        let burst = (0..<8).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
        for case .pointer(let pointer) in decoder.take(burst.utf8.map { .byte($0) }) {
          let size = Size(columns: 80, rows: 24)
          #expect(pointer.clamped(to: size).isInside(size))
        }
      }
      _ = decoder.finish()
      #expect(!decoder.isPending)
    }
  }
}

extension Pointer {
  fileprivate func isInside(_ size: Size) -> Bool {
    switch self {
    case .press(let place), .drag(let place), .release(let place), .wheel(_, let place): Rect(size).contains(place)
    }
  }
}

/// Sebastiano Vigna's splitmix64: the same numbers at every run.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
