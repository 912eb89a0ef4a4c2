import Canvas

/// What a terminal tells of its mouse (xterm's ctlseqs, "Mouse Tracking").
struct MouseReport: Hashable {
  /// Presses, releases and drags, in numbers that know no last column. Terminals that can't write numbers use bytes.
  static let on = "\u{1B}[?1002h\u{1B}[?1006h"
  static let off = "\u{1B}[?1002l\u{1B}[?1006l"
  /// Lines that a notch of the wheel turns.
  private static let notch = 3

  /// The button in the lowest two bits, keys held, 32 for a movement, 64 for the wheel.
  let code: Int
  /// From 1.
  let column: Int
  let row: Int
  let isRelease: Bool

  init(code: Int, column: Int, row: Int, isRelease: Bool) {
    self.code = code
    self.column = column
    self.row = row
    self.isRelease = isRelease
  }

  /// The three bytes after `ESC [ M`, each 32 more than its value. They do not tell which button was let go.
  init(bytes: [UInt8]) {
    let values = bytes.map { max(0, Int($0) - 32) }
    let isRelease = values[0] & (3 | 32 | 64) == 3
    self.init(code: isRelease ? values[0] & ~3 : values[0], column: values[1], row: values[2], isRelease: isRelease)
  }

  /// Nil for other buttons than the first, for movements without a button, and for wheels turned sideways.
  var pointer: Pointer? {
    let place = Point(row: max(0, row - 1), column: max(0, column - 1))
    // Shift, Alt and Control do not matter.
    return switch code & ~(4 | 8 | 16) {
    case 0: isRelease ? .release(place) : .press(place)
    case 32: .drag(place)
    case 64: .wheel(lines: -Self.notch, at: place)
    case 65: .wheel(lines: Self.notch, at: place)
    default: nil
    }
  }
}

extension Pointer {
  /// The same on a screen of a size: places outside are moved to its edge.
  func clamped(to size: Size) -> Pointer {
    func inside(_ place: Point) -> Point {
      Point(
        row: min(max(0, place.row), max(0, size.rows - 1)), column: min(max(0, place.column), max(0, size.columns - 1)))
    }
    return switch self {
    case .press(let place): .press(inside(place))
    case .drag(let place): .drag(inside(place))
    case .release(let place): .release(inside(place))
    case .wheel(let lines, let place): .wheel(lines: lines, at: inside(place))
    }
  }
}
