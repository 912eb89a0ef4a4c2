/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// One of the terminal's own sixteen, 0...15: the user's palette decides how it looks.
  case ansi(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// Nil for one whose looks the terminal decides.
  public var rgb: RGB? {
    if case .rgb(let red, let green, let blue) = self { RGB(red, green, blue) } else { nil }
  }
}

/// What stands for a colour where a terminal has no more than 8 or 16.
public enum BasicColor: Hashable, Sendable {
  /// The terminal's default.
  case terminal
  /// One of its own, 0...15.
  case ansi(UInt8)
}

/// A colour of the sRGB space (IEC 61966-2-1).
public struct RGB: Hashable, Sendable, CustomStringConvertible {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// As themes write it: `#a1b2c3`.
  public var description: String {
    "#"
      + [red, green, blue].map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }
}
