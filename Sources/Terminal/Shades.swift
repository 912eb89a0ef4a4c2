import Canvas

/// A look in terms of one terminal: attributes and the numbers of colours.
struct Shade: Hashable {
  /// Its attributes; the colours in it are the theme's, and of no account here.
  var emphasis: Appearance
  /// -1 is the terminal's default.
  var foreground: Int32
  var background: Int32
}

/// The looks of a theme on a terminal with so many colours, in steps: its own colours, the nearest of 256, then those
/// that the theme names for 16 and 8, and attributes where colours no longer tell roles apart.
struct Shades {
  let depth: ColorDepth
  private let theme: Theme
  private var known: [Role: Shade] = [:]

  /// Without colours every theme looks monochrome: colours that say something would be lost.
  init(_ theme: Theme, _ depth: ColorDepth) {
    self.depth = depth
    self.theme = depth == .none ? .monochrome : theme
  }

  /// The look of a style: its role's, with the style's own emphasis. Reversing what is reversed already stays reversed.
  mutating func shade(_ style: Style) -> Shade {
    var shade = shade(style.role)
    shade.emphasis.add(attributesOf: style.emphasis)
    return shade
  }

  private mutating func shade(_ role: Role) -> Shade {
    if let shade = known[role] { return shade }
    var shade = colored(role)
    // What sets a role apart without colours sets it apart where the colours have become the same.
    if role.rivals.contains(where: { colored($0) == shade }) {
      shade.emphasis.add(attributesOf: Theme.monochrome.look(of: role))
    }
    known[role] = shade
    return shade
  }

  private func colored(_ role: Role) -> Shade {
    let look = theme.look(of: role)
    var emphasis = Appearance()
    emphasis.add(attributesOf: look)
    let background = background(of: look)
    // A background that was named and not measured is its author's choice.
    let isMeasured = look.background.map { $0.rgb != nil } ?? true
    let ground = isMeasured ? ColorIndex.color(background, depth) ?? theme.ground?.color : nil
    var foreground: Int32
    switch (depth, look.basicForeground) {
    case (.eight, .ansi(8)?):
      // Eight colours have no grey.
      foreground = theme.ground?.isPainted == true ? text : ColorIndex.standard
      emphasis.dim = true
    case (.eight, .ansi(let bright)?) where (9..<15).contains(bright):
      foreground = ColorIndex.of(.ansi(bright), depth)
      emphasis.bold = true
    case (.eight, let basic?), (.sixteen, let basic?): foreground = ColorIndex.of(basic.color, depth)
    default: foreground = ColorIndex.of(look.foreground, depth, on: ground)
    }
    if look.foreground == nil { foreground = ColorIndex.standard }
    return Shade(emphasis: emphasis, foreground: foreground, background: background)
  }

  private func background(of look: Appearance) -> Int32 {
    if let color = look.background { return index(color, look.basicBackground) }
    guard let ground = theme.ground, ground.isPainted else { return ColorIndex.standard }
    return index(.rgb(ground.color.red, ground.color.green, ground.color.blue), ground.basic)
  }

  /// Plain text's colour.
  private var text: Int32 {
    let look = theme.look(of: .text)
    return look.foreground.map { index($0, look.basicForeground) } ?? ColorIndex.standard
  }

  private func index(_ color: Color, _ basic: BasicColor?) -> Int32 {
    if let basic, depth == .eight || depth == .sixteen { return ColorIndex.of(basic.color, depth) }
    return ColorIndex.of(color, depth)
  }
}

extension BasicColor {
  /// Nil for the terminal's default.
  fileprivate var color: Color? {
    if case .ansi(let number) = self { .ansi(number) } else { nil }
  }
}
