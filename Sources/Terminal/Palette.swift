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

  private var shades: Shades
  private var inks: [Style: Ink] = [:]
  private var pairs: [Pair: Int32] = [:]

  /// A theme on the screen that is open now.
  ///
  /// - Parameter colorCount: Colours of the terminal; 0 without any.
  init(_ theme: Theme, colorCount: Int) { shades = Shades(theme, ColorDepth(count: colorCount)) }

  mutating func ink(_ style: Style) -> Ink {
    if let ink = inks[style] { return ink }
    let shade = shades.shade(style)
    var attributes: attr_t = 0
    for (isOn, attribute) in [
      (shade.emphasis.bold, cn_bold), (shade.emphasis.dim, cn_dim), (shade.emphasis.underline, cn_underline),
      (shade.emphasis.italic, cn_italic), (shade.emphasis.reverse, cn_reverse),
    ] where isOn {
      attributes |= attribute
    }
    let ink = Ink(
      attributes: attributes, pair: pair(Pair(foreground: shade.foreground, background: shade.background)))
    inks[style] = ink
    return ink
  }

  /// 0, the terminal's default, when there are no colours or no pairs left; a full table of ncurses would quietly
  /// change pairs that are on the screen. `alloc_pair` crashes on monochrome terminals.
  private mutating func pair(_ wanted: Pair) -> Int32 {
    let isPlain = wanted.foreground == ColorIndex.standard && wanted.background == ColorIndex.standard
    guard shades.depth != .none, !isPlain else { return 0 }
    if let known = pairs[wanted] { return known }
    guard pairs.count + 1 < Int(cn_pairs()) else { return 0 }
    let made = max(0, alloc_pair(wanted.foreground, wanted.background))
    pairs[wanted] = made
    return made
  }
}
