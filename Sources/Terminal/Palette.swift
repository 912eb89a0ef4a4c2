import CNcurses
import Canvas

/// Looks in terms of ncurses: attributes and a colour pair. Pairs are made when first needed.
@MainActor
struct Palette {
  struct Ink: Hashable {
    var attributes: attr_t
    var pair: Int32
  }

  private struct Pair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  /// Colours of the terminal; 0 without any.
  let colorCount: Int
  private let theme: Theme
  private var inks: [Style: Ink] = [:]
  private var pairs: [Pair: Int32] = [:]

  /// A theme on the screen that is open now. Without colours every theme looks monochrome: colours that say
  /// something would be lost.
  init(_ theme: Theme, colorCount: Int) {
    self.colorCount = colorCount
    self.theme = colorCount > 0 ? theme : .monochrome
  }

  mutating func ink(_ style: Style) -> Ink {
    if let ink = inks[style] { return ink }
    let look = theme.appearance(of: style)
    var attributes: attr_t = 0
    for (isOn, attribute) in [
      (look.bold, cn_bold), (look.dim, cn_dim), (look.underline, cn_underline), (look.italic, cn_italic),
      (look.reverse, cn_reverse),
    ] where isOn {
      attributes |= attribute
    }
    let ink = Ink(attributes: attributes, pair: pair(look.foreground, look.background))
    inks[style] = ink
    return ink
  }

  /// 0, the terminal's default, when there are no colours or no pairs left; a full table of ncurses would quietly
  /// change pairs that are on the screen. `alloc_pair` crashes on monochrome terminals.
  private mutating func pair(_ foreground: Color?, _ background: Color?) -> Int32 {
    guard colorCount > 0, foreground != nil || background != nil else { return 0 }
    let wanted = Pair(
      foreground: ColorIndex.of(foreground, count: colorCount), background: ColorIndex.of(background, count: colorCount)
    )
    if let known = pairs[wanted] { return known }
    guard pairs.count + 1 < Int(cn_pairs()) else { return 0 }
    let made = max(0, alloc_pair(wanted.foreground, wanted.background))
    pairs[wanted] = made
    return made
  }
}
