import Glibc

/// Amounts of red, green and blue light, 0...1 each: sRGB without its curve (IEC 61966-2-1).
struct Light: Hashable {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ color: RGB) {
    self.init(
      red: Self.linear(color.red), green: Self.linear(color.green), blue: Self.linear(color.blue))
  }

  private static func linear(_ channel: UInt8) -> Double {
    let share = Double(channel) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }

  /// How bright it is, 0...1: WCAG's relative luminance, which is the Y of CIE XYZ.
  var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }
}
