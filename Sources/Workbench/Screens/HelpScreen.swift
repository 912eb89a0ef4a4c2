import Canvas
import Text

/// The keys, from the table of bindings.
enum HelpScreen {
  private typealias Row = (keys: Displayable, help: Displayable)

  /// - Parameter mode: what the person was doing: its keys come first.
  static func reading(keymap: Keymap, size: Size, mode: Mode?) -> Reading {
    let width = AnswerLayout.readingWidth(size)
    let answering: [Row] =
      [
        ("1–9", "choose the label with that number, or take it back"),
        ("letter", "choose the label with that key, on any page"),
      ] + rows(of: keymap) { $0.contains(.answering) }
    let marking = rows(of: keymap) { $0.contains(.marking) && !$0.contains(.answering) }
    let writing =
      rows(of: keymap) { $0.contains(.writing) && !$0.contains(.answering) }
      + EditingKey.all.map { row in (row.keys.map(\.title).joined(separator: " "), row.help) }
    let finding = rows(of: keymap) { $0.contains(.finding) && !$0.contains(.answering) && !$0.contains(.writing) }
    let note: Displayable =
      "A label's own letter goes before a command's: the command then has its capital letter, or Alt and the letter."
    let sections: [(mode: Mode, passages: [Passage])] = [
      (.answering, section("Keys", answering, width: width)),
      (.marking, section("While marking spans", marking, width: width)),
      (.finding, section("While looking for a label", finding, width: width)),
      (.writing, section("While writing", writing, width: width)),
    ]
    let ordered = sections.filter { $0.mode == mode } + sections.filter { $0.mode != mode }
    return Reading(
      ordered.flatMap(\.passages)
        + [Passage(kind: .heading(beside: nil), text: "Letters"), Passage(kind: .body, text: note)],
      width: width)
  }

  private static func rows(of keymap: Keymap, where isShown: (Set<Mode>) -> Bool) -> [Row] {
    keymap.bindings.filter { isShown($0.modes) }.map { binding in
      // Capitals and Alt keys are the same for all letters; a note tells them.
      let keys = binding.keys.filter { key in
        switch key {
        case .alt: false
        case .character(let character): !character.isUppercase
        default: true
        }
      }
      return (keys.map(\.title).joined(separator: " "), binding.help)
    }
  }

  /// A table with the keys on the left; what a key does hangs beside it.
  private static func section(_ title: Displayable, _ rows: [Row], width: Int) -> [Passage] {
    let left = min(width / 3, rows.map { $0.keys.width }.max() ?? 0) + 2
    let lines = rows.flatMap { row -> [Displayable] in
      let help = Wrapping.lines(of: row.help, width: max(8, width - left))
      return help.enumerated().map { index, line in
        let keys = index == 0 ? row.keys.truncated(to: left - 1) : ""
        return "\(keys.padded(to: left))\(line.glyphs.map(\.text).joined())"
      }
    }
    return [
      Passage(kind: .heading(beside: nil), text: title), Passage(kind: .body, text: lines.joined(separator: "\n")),
    ]
  }
}
