import Canvas
import Testing

@Suite("Key and theme")
struct KeyTests {
  @Test(
    "names and titles",
    arguments: [
      ("enter", .enter, "↵"), ("esc", .escape, "esc"), ("ctrl-c", .control("c"), "^C"),
      ("ctrl-C", .control("c"), "^C"), ("alt-x", .alt("x"), "M-x"), ("f12", .function(12), "F12"),
      ("x", .character("x"), "x"), ("世", .character("世"), "世"), ("space", .character(" "), "space"),
      ("f", .character("f"), "f"),
      ("page-up", .pageUp, "pgup"), ("alt-backspace", .alt("\u{7F}"), "M-⌫"), ("alt-enter", .altEnter, "M-↵"),
    ] as [(String, Key, String)])
  func names(name: String, key: Key, title: String) {
    #expect(Key(named: name) == key)
    #expect(key.title.description == title)
    #expect(key.name == (name == "ctrl-C" ? "ctrl-c" : name))
  }

  @Test("what terminals can't tell apart is one key", arguments: [("ctrl-m", Key.enter), ("ctrl-[", .escape)])
  func same(name: String, key: Key) { #expect(Key(named: name) == key) }

  @Test(
    "refuses other names", arguments: ["", "ctrl-", "ctrl-ä", "ctrl-cc", "f0", "f64", "entre", "\u{1B}", "\u{202E}"])
  func refused(name: String) { #expect(Key(named: name) == nil) }

  @Test("a style adds its emphasis to the look of its role")
  func appearance() {
    let theme = Theme(name: "t", colors: [.key: Appearance(foreground: .ansi(3), bold: true)])
    let look = theme.appearance(of: Style(.key, underline: true))
    #expect(look == Appearance(foreground: .ansi(3), bold: true, underline: true))
    #expect(theme.appearance(of: .text) == Appearance())
    #expect(Theme.monochrome.colors.values.allSatisfy { $0.foreground == nil && $0.background == nil })
  }
}
