import Canvas

/// A theme's colours in terms of what the terminal has.
enum ColorIndex {
  /// The colour number for a terminal with `count` colours; -1 is the terminal's default.
  static func of(_ color: Color?, count: Int) -> Int32 {
    guard count > 0 else { return -1 }
    switch color {
    case nil: return -1
    case .ansi(let number): return Int32(min(number, 15)) % Int32(max(8, min(count, 16)))
    case .rgb(let red, let green, let blue):
      let wanted = (Int(red), Int(green), Int(blue))
      return count >= 256 ? nearestOf256(wanted) : nearest(wanted, in: ansi.prefix(count >= 16 ? 16 : 8), from: 0)
    }
  }

  private typealias RGB = (Int, Int, Int)

  /// xterm's defaults; palettes differ, so colours of a theme for few colours are better named than measured.
  private static let ansi: [RGB] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  /// The colour cube and the greys, 16...255: the same on all terminals that have them.
  private static let fixed: [RGB] = {
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in steps.flatMap { green in steps.map { (red, green, $0) } } }
    return cube + (0..<24).map { (8 + 10 * $0, 8 + 10 * $0, 8 + 10 * $0) }
  }()

  private static func nearestOf256(_ wanted: RGB) -> Int32 { nearest(wanted, in: fixed[...], from: 16) }

  private static func nearest(_ wanted: RGB, in colors: ArraySlice<RGB>, from first: Int) -> Int32 {
    func distance(_ color: RGB) -> Int {
      let (red, green, blue) = (color.0 - wanted.0, color.1 - wanted.1, color.2 - wanted.2)
      return 2 * red * red + 4 * green * green + 3 * blue * blue
    }
    let index = colors.indices.min { distance(colors[$0]) < distance(colors[$1]) } ?? 0
    return Int32(first + index)
  }
}
