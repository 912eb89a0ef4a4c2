import CNcurses
import Canvas
import Testing

@testable import Terminal

@Suite("Key decoder")
struct KeyDecoderTests {
  @Test(
    "one burst",
    arguments: [
      ("a", [.character("a")]), ("é世", [.character("é"), .character("世")]), (" ", [.character(" ")]),
      ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
      ("\u{3}", [.control("c")]), ("\u{0}", [.control("@")]), ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]),
      ("\u{1B}", [.escape]), ("\u{1B}x", [.alt("x")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{1B}\r", [.altEnter]), ("\u{1B}\n", [.altEnter]), ("\u{1B}\u{7F}", [.alt("\u{7F}")]),
      ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]),
      ("\u{1B}[1;5Zq", [.unknown(27), .character("q")]), ("\u{1B}[Iq", [.unknown(27), .character("q")]),
      ("\u{1B}Oqs", [.unknown(27), .character("s")]), ("\u{1B}]2;sss\u{7}x", [.unknown(27), .character("x")]),
      ("\u{1B}P1$r0m\u{1B}\\x", [.unknown(27), .character("x")]), ("\u{1B}]11;rgb", [.unknown(27)]),
      ("\u{1B}[A\u{1B}OB\u{1B}[Z", [.up, .down, .backtab]), ("\u{1B}[1A", [.unknown(27)]),
      ("\u{9B}", [.unknown(0x9B)]), ("\u{1B}[1;2D\u{1B}[1;2C\u{1B}[1;2A", [.shiftLeft, .shiftRight, .shiftUp]),
      ("\u{1B}[1;3D\u{1B}[1;5D\u{1B}[1;9D", [.alt("b"), .alt("b"), .alt("b")]), ("\u{1B}[1;5C", [.alt("f")]),
      ("\u{1B}[1;6C", [.shiftRight]), ("\u{1B}[1;5A", [.unknown(27)]), ("\u{1B}[1;5H", [.home]),
      ("\u{1B}[3~\u{1B}[3;5~", [.delete, .alt("d")]), ("\u{1B}[5~\u{1B}[6;2~", [.pageUp, .pageDown]),
      ("\u{1B}Oc\u{1B}Od", [.alt("f"), .alt("b")]), ("\u{1B}[1;99C", [.unknown(27)]),
      ("\u{1B}[1;\u{1B}[A", [.unknown(27), .up]), ("\u{1B}[99~q", [.unknown(27), .character("q")]),
      ("\u{1B}[\(String(repeating: "1;", count: 99))Dq", [.unknown(27), .character("q")]),
    ] as [(String, [Key])])
  func bursts(text: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.keys(bytes(text)) == keys)
    #expect(!decoder.isPending)
  }

  @Test(
    "codes of ncurses",
    arguments: [
      (KEY_UP, .up), (KEY_DOWN, .down), (KEY_LEFT, .left), (KEY_RIGHT, .right), (KEY_HOME, .home), (KEY_END, .end),
      (KEY_PPAGE, .pageUp), (KEY_NPAGE, .pageDown), (KEY_BTAB, .backtab), (KEY_DC, .delete),
      (KEY_BACKSPACE, .backspace), (KEY_ENTER, .enter), (KEY_F0 + 1, .function(1)), (KEY_F0 + 12, .function(12)),
      (KEY_F0, .unknown(264)), (KEY_MOUSE, .unknown(409)), (KEY_SF, .shiftDown), (KEY_SR, .shiftUp),
    ] as [(Int32, Key)])
  func codes(code: Int32, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.keys([.function(code)]) == [key])
    #expect(decoder.keys([.byte(0x1B), .function(code)]) == [key.held(with: .alt)])
  }

  @Test("a character broken by a slow line stays whole, a stray byte takes nothing with it")
  func brokenCharacters() {
    var decoder = KeyDecoder()
    #expect(decoder.keys([.byte(0xE4), .byte(0xB8)]) == [])
    #expect(decoder.isPending)
    #expect(decoder.keys([.byte(0x96)]) == [.character("世")])
    #expect(decoder.keys([.byte(0xFF), .byte(0x61)]) == [.character("\u{FFFD}"), .character("a")])
    #expect(decoder.keys([.byte(0xE4), .byte(0x61)]) == [.character("\u{FFFD}"), .character("a")])
    #expect(decoder.keys([.byte(0xE4)]) == [])
    #expect(decoder.rest() == [.character("\u{FFFD}")])
    #expect(!decoder.isPending)
  }

  @Test("a paste is one key over many bursts, with nothing but text in it")
  func paste() {
    var decoder = KeyDecoder()
    #expect(decoder.keys([.function(KeyCode.pasteStart)] + bytes("one\r\u{1B}[31m\t\u{3}")) == [])
    #expect(decoder.keys([.function(KEY_UP)] + bytes("\u{9B}世")) == [])
    #expect(decoder.keys([.function(KeyCode.pasteEnd)]) == [.paste("one\n[31m\t世")])
    #expect(decoder.keys(bytes("q")) == [.character("q")])
  }

  @Test("an end mark inside pasted text lets nothing out")
  func endMarkInPaste() {
    var decoder = KeyDecoder()
    let burst =
      [.function(KeyCode.pasteStart)] + bytes("a") + [.function(KeyCode.pasteEnd)] + bytes("q\r")
      + [.function(KeyCode.pasteEnd)]
    #expect(decoder.keys(burst) == [.paste("aq\n")])
  }

  @Test("a paste without end is given up, with what came")
  func lostEnd() {
    var decoder = KeyDecoder()
    #expect(decoder.keys([.function(KeyCode.pasteStart)] + bytes("abc")) == [])
    #expect(decoder.isPending)
    #expect(decoder.rest() == [.paste("abc")])
    #expect(decoder.keys(bytes("q")) == [.character("q")])
  }

  @Test("a paste is cut at its limit")
  func longPaste() {
    var decoder = KeyDecoder()
    let text = String(repeating: "x", count: KeyDecoder.pasteLimit + 1)
    let keys = decoder.keys([.function(KeyCode.pasteStart)] + bytes(text) + [.function(KeyCode.pasteEnd)])
    #expect(keys == [.paste(String(text.dropLast()))])
  }

  @Test("a broken control sequence swallows its rest in the next burst")
  func brokenSequence() {
    var decoder = KeyDecoder()
    #expect(decoder.keys(bytes("\u{1B}[12;")) == [])
    #expect(decoder.keys(bytes("5Rq")) == [.unknown(27), .character("q")])
  }

  @Test("an answer of the terminal is no key")
  func replies() {
    var decoder = KeyDecoder()
    let light = Gesture.reply(.background(RGB(255, 255, 240)))
    let answers = "\u{1B}]11;rgb:ffff/ffff/f0f0\u{7}\u{1B}[?62;22c"
    #expect(
      decoder.take(bytes("a\(answers)b")) == [.key(.character("a")), light, .reply(.attributes), .key(.character("b"))])
    #expect(decoder.take(bytes("\u{1B}]11;rgb:ffff/ffff/f0f0\u{1B}\\q")) == [light, .key(.character("q"))])
    #expect(!decoder.isPending)
  }

  @Test("an answer that a slow line breaks anywhere is an answer while one is owed, and never text")
  func brokenReply() {
    let answers = bytes("\u{1B}]11;rgb:1e/1e/2e\u{1B}\\\u{1B}[?1;2c")
    for place in answers.indices.dropFirst() {
      var decoder = KeyDecoder()
      decoder.expectsReply = true
      var gestures = decoder.take(Array(answers[..<place]))
      gestures += decoder.take(Array(answers[place...]) + bytes("q"))
      // An Escape that comes alone was a key by then.
      gestures.removeAll { $0 == .key(.escape) }
      #expect(
        gestures == [.reply(.background(RGB(30, 30, 46))), .reply(.attributes), .key(.character("q"))], "\(place)")
      #expect(!decoder.expectsReply)
    }
  }

  @Test("an answer without end is given up after a while, and none is waited for after it")
  func endlessReply() {
    var decoder = KeyDecoder()
    decoder.expectsReply = true
    #expect(decoder.keys(bytes("\u{1B}]11;rgb:")) == [])
    #expect(decoder.isPending)
    #expect(decoder.rest() == [.unknown(27)])
    #expect(decoder.keys(bytes("\u{1B}]")) == [.alt("]")])
    #expect(decoder.keys(bytes("q")) == [.character("q")])
  }

  @Test(
    "only a colour is one",
    arguments: [
      ("11;rgb:ffff/8080/0000", RGB(255, 128, 0)), ("11;rgb:f/8/0", RGB(255, 136, 0)),
      ("11;rgba:0000/0000/ffff/8000", RGB(0, 0, 255)), ("11;rgb:FFF/7ff/000", RGB(255, 127, 0)),
      ("10;rgb:ffff/ffff/ffff", nil), ("11;?", nil), ("11;rgb:ffff/ffff", nil), ("11;rgb:fffff/ffff/ffff", nil),
      ("11;rgb:-1/00/00", nil), ("11;rgb://", nil), ("11;red", nil), ("11;rgb:ff/ff/ff;x", nil), ("", nil),
      ("11;rgba:ff/ff/ff", nil), ("11;rgb:ff/ff/ff/ff", nil), ("11;rgb:f\u{1B}f/ff/ff", nil),
      ("11;rgb:\(String(repeating: "f", count: 99))/ff/ff", nil),
    ] as [(String, RGB?)])
  func colors(command: String, color: RGB?) {
    #expect(TerminalReply(command: command) == color.map(TerminalReply.background))
    var decoder = KeyDecoder()
    #expect(
      decoder.take(bytes("\u{1B}]\(command)\u{7}")) == [
        color.map { .reply(.background($0)) } ?? .key(.unknown(27))
      ])
  }

  private func bytes(_ text: String) -> [KeyCode] { text.utf8.map { .byte($0) } }
}

extension KeyDecoder {
  fileprivate mutating func keys(_ burst: [KeyCode]) -> [Key] { take(burst).compactMap(\.key) }
  fileprivate mutating func rest() -> [Key] { finish().compactMap(\.key) }
}

extension Gesture {
  /// Nil for the mouse, which has tests of its own.
  fileprivate var key: Key? { if case .key(let key) = self { key } else { nil } }
}
