import Canvas
import TaskFiles
import Testing

@testable import Terminal

/// The built-in themes as terminals with fewer and fewer colours show them.
@Suite("Themes in steps")
struct ThemeStepsTests {
  private static let depths: [ColorDepth] = [.eight, .sixteen, .many, .direct]
  private static let colored = Theme.builtInNames.filter { $0 != Theme.monochrome.name }

  @Test("what must not look alike does not, however few colours there are", arguments: Theme.builtInNames)
  func rivals(name: String) throws {
    let theme = try #require(Theme.builtIn(name))
    for depth in Self.depths + [.none] {
      var shades = Shades(theme, depth)
      for role in Role.allCases {
        for rival in role.rivals {
          #expect(shades.shade(Style(role)) != shades.shade(Style(rival)), "\(name), \(depth): \(role), \(rival)")
        }
      }
    }
  }

  /// On 256 colours as promised: they are the same everywhere. The sixteen are the terminal's own; of xterm's, none is
  /// taken that is less legible there than what is no text must be.
  @Test("every step can be read", arguments: colored, [ColorDepth.sixteen, .many, .direct])
  func contrast(name: String, depth: ColorDepth) throws {
    let theme = try #require(Theme.builtIn(name))
    let ground = try #require(theme.ground)
    let unpainted = depth == .sixteen ? ground.color.isDark ? RGB(0, 0, 0) : RGB(255, 255, 255) : ground.color
    var shades = Shades(theme, depth)
    for role in Role.allCases {
      let shade = shades.shade(Style(role))
      guard let text = ColorIndex.color(shade.foreground, depth) else {
        #expect(role == .text && depth == .sixteen && !ground.isPainted, "\(name), \(depth): \(role)")
        continue
      }
      let behind = ColorIndex.color(shade.background, depth) ?? unpainted
      let need = depth == .sixteen ? Contrast.Level.graphics : theme.neededContrast(of: role)
      #expect(Contrast.ratio(text, behind) >= need, "\(name), \(depth): \(role)")
    }
  }

  @Test("the labels stay apart on 256 colours, for all eyes", arguments: colored)
  func labels(name: String) throws {
    var shades = Shades(try #require(Theme.builtIn(name)), .many)
    let colors = try Role.labels.map { role in
      try #require(ColorIndex.color(shades.shade(Style(role)).foreground, .many))
    }
    let least = name == "colour-blind-safe" ? 12 : ThemeCheck.leastLabelDifference
    for later in colors.indices {
      for earlier in colors[..<later].indices {
        #expect(ColorVision.leastDifference(colors[later], colors[earlier]) >= least, "\(name) \(earlier) \(later)")
      }
    }
  }

  @Test("a theme's own background is painted, others stay the terminal's", arguments: Self.depths)
  func painted(depth: ColorDepth) throws {
    var vespers = Shades(try #require(Theme.builtIn("vespers")), depth)
    #expect(vespers.shade(.text).background >= 0)
    var dark = Shades(try #require(Theme.builtIn("dark")), depth)
    #expect(dark.shade(.text).background == -1)
  }

  @Test("a colour that few colours would make unreadable gives way")
  func legible() {
    let theme = Theme(
      name: "t", colors: [.dim: Appearance(foreground: .rgb(40, 40, 60))], ground: Ground(RGB(0, 0, 0)))
    var shades = Shades(theme, .eight)
    let index = shades.shade(Style(.dim)).foreground
    #expect(ColorIndex.color(index, .eight).map { Contrast.ratio($0, RGB(0, 0, 0)) >= 3 } == true)
  }
}
