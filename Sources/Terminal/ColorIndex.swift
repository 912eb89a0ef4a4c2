import Canvas

/// A theme's colours in terms of what the terminal has.
enum ColorIndex {
  /// The terminal's default.
  static let standard: Int32 = -1

  /// The number of a colour; the nearest one where the terminal does not have it.
  ///
  /// - Parameter ground: what text of the colour stands on. Where the nearest of few colours can't be read on it, the
  ///   nearest that can is taken.
  static func of(_ color: Color?, _ depth: ColorDepth, on ground: RGB? = nil) -> Int32 {
    switch (color, depth) {
    case (nil, _), (_, .none): standard
    case (.ansi(let number)?, .eight): Int32(min(number, 15) % 8)
    case (.ansi(let number)?, .direct) where number >= 8: direct(ansi[Int(min(number, 15))])
    case (.ansi(let number)?, _): Int32(min(number, 15))
    case (.rgb(let red, let green, let blue)?, .eight):
      nearest(RGB(red, green, blue), of: 8, on: ground)
    case (.rgb(let red, let green, let blue)?, .sixteen): nearest(RGB(red, green, blue), of: 16, on: ground)
    case (.rgb(let red, let green, let blue)?, .many): 16 + place(of: RGB(red, green, blue), in: fixed)
    case (.rgb(let red, let green, let blue)?, .direct): direct(RGB(red, green, blue))
    }
  }

  /// The colour of a number as far as that is known: by xterm's defaults for the terminal's own.
  static func color(_ index: Int32, _ depth: ColorDepth) -> RGB? {
    switch (index, depth) {
    case (..<0, _), (_, .none): nil
    case (0..<8, _): ansi[Int(index)]
    case (8..., .direct):
      RGB(
        UInt8(truncatingIfNeeded: index >> 16), UInt8(truncatingIfNeeded: index >> 8), UInt8(truncatingIfNeeded: index))
    case (8..<16, _): ansi[Int(index)]
    case (16..<256, _): fixed[Int(index) - 16]
    default: nil
    }
  }

  /// xterm's defaults; palettes differ, so colours of a theme for few colours are better named than measured.
  private static let ansi: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// The colour cube and the greys, 16...255: the same on all terminals that have them.
  private static let fixed: [RGB] = {
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in steps.flatMap { green in steps.map { RGB(red, green, $0) } } }
    return cube + (0..<24).map { RGB(8 + 10 * $0, 8 + 10 * $0, 8 + 10 * $0) }
  }()

  /// The first eight numbers are the terminal's own colours even where all others are red, green and blue: the nearest
  /// colour to what would be one of them is hardly bluer.
  private static func direct(_ color: RGB) -> Int32 {
    max(8, Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue))
  }

  private static func nearest(_ wanted: RGB, of count: Int, on ground: RGB?) -> Int32 {
    let colors = ansi.prefix(count)
    guard let ground else { return place(of: wanted, in: colors) }
    let legible = colors.indices.filter { Contrast.ratio(colors[$0], ground) >= Contrast.Level.graphics }
    let places = legible.isEmpty ? Array(colors.indices) : legible
    return Int32(places.min { distance(colors[$0], wanted) < distance(colors[$1], wanted) } ?? 0)
  }

  private static func place(of wanted: RGB, in colors: some RandomAccessCollection<RGB>) -> Int32 {
    var best = (place: 0, distance: Int.max)
    for (place, color) in colors.enumerated() {
      let distance = distance(color, wanted)
      if distance < best.distance { best = (place, distance) }
    }
    return Int32(best.place)
  }

  private static func distance(_ color: RGB, _ wanted: RGB) -> Int {
    let red = Int(color.red) - Int(wanted.red)
    let green = Int(color.green) - Int(wanted.green)
    let blue = Int(color.blue) - Int(wanted.blue)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }
}
