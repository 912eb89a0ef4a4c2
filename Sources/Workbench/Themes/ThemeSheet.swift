import Canvas
import Text

/// A theme on one page: each role with a sample and its contrast, then a small screen drawn with them.
public enum ThemeSheet {
  public static let size = Size(columns: 80, rows: 24)

  public static func frame(of theme: Theme) -> Frame {
    var frame = Frame(size: size)
    let name = frame.draw(Displayable(theme.name).oneLine, at: Point(row: 0, column: 2), style: Style(.heading))
    frame.draw(about(theme), at: Point(row: 0, column: 4 + name), style: Style(.dim))
    frame.rule(row: 1)
    let half = (Role.allCases.count + 1) / 2
    for (place, role) in Role.allCases.enumerated() {
      let origin = Point(row: 2 + place % half, column: place < half ? 2 : 42)
      frame.draw(Displayable(role.rawValue), at: origin, style: Style(.dim))
      frame.draw(sample(of: role), at: Point(row: origin.row, column: origin.column + 12), style: Style(role))
      guard let ratio = theme.contrast(of: role) else { continue }
      let shown = Displayable(Contrast.shown(ratio))
      frame.draw(shown, at: Point(row: origin.row, column: origin.column + 36 - shown.width), style: Style(.dim))
    }
    drawScreen(on: &frame, from: 2 + half)
    return frame
  }

  private static func about(_ theme: Theme) -> Displayable {
    guard let ground = theme.ground else { return "on any background" }
    let place: Displayable = ground.isPainted ? "on its own background" : "on a background such as"
    return "\(place) \(ground.color.description) · contrast \(theme.contrast.rawValue)"
  }

  private static func sample(of role: Role) -> Displayable {
    switch role {
    case .text: "The tide went out"
    case .dim: "1987, 112 min"
    case .accent: "by its words"
    case .heading: "What is it about?"
    case .rule: "──────────────"
    case .key: "enter"
    case .label1: "m Comedy"
    case .label2: "d Drama"
    case .label3: "o Documentary"
    case .label4: "h Horror"
    case .label5: "i Science fiction"
    case .label6: "t Thriller"
    case .label7: "r Romance"
    case .label8: "w Western"
    case .span: "the lighthouse"
    case .selected: "▸h Horror"
    case .saved: "saved 14:02:11"
    case .warning: "not counted yet"
    case .error: "not saved"
    case .substitute: "U+200B"
    case .bar: "██████████"
    case .barEmpty: "░░░░░░░░░░"
    case .agree: "amara, bo: horror"
    case .differ: "chi: drama"
    case .plot: "▁▂▃▅▆▇█▇▅▃▂▁"
    }
  }

  /// As people see it for hours: the question, what it is about with spans in it, labels, keys.
  private static func drawScreen(on frame: inout Frame, from top: Int) {
    frame.rule(row: top)
    frame.draw(
      "What is the main genre of this film?", at: Point(row: top + 1, column: 2),
      style: Style(.heading, bold: true))
    frame.draw("The Long Tide", at: Point(row: top + 3, column: 2), style: Style(.heading, bold: true))
    frame.draw("1987, 112 min", at: Point(row: top + 3, column: 65), style: Style(.dim))
    let text = Point(row: top + 4, column: 2)
    frame.draw("A lighthouse keeper finds a radio that only receives broadcasts from the", at: text, style: .text)
    frame.draw("lighthouse keeper", at: Point(row: text.row, column: 4), style: Style(.span, underline: true))
    frame.draw("night before a storm that has not happened yet.", at: Point(row: top + 5, column: 2), style: .text)
    frame.rule(row: top + 6)
    var column = 3
    for (place, (key, title)) in [("m", "Comedy"), ("d", "Drama"), ("o", "Documentary"), ("h", "Horror")].enumerated() {
      let isChosen = place == 3
      let start = Point(row: top + 7, column: column)
      if isChosen {
        frame.draw(
          "▸\(key) \(title)", at: Point(row: start.row, column: column - 1), style: Style(.selected, bold: true))
      } else {
        frame.draw(Displayable(key), at: start, style: Style(.label(place), bold: true))
        frame.draw(Displayable(title), at: Point(row: start.row, column: column + 2), style: .text)
      }
      column += 20
    }
    let footer = Point(row: top + 8, column: 1)
    column = footer.column
    for (key, what) in [("↵", "submit"), ("u", "undo"), ("s", "skip"), ("g", "guidelines"), ("?", "help")] {
      column += frame.draw(Displayable(key), at: Point(row: footer.row, column: column), style: Style(.key)) + 1
      column += frame.draw(Displayable(what), at: Point(row: footer.row, column: column), style: Style(.dim)) + 2
    }
    frame.draw("saved 14:02:11", at: Point(row: footer.row, column: 65), style: Style(.saved))
  }
}
