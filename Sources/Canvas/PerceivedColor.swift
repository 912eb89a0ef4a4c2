import Glibc

/// A colour in CIELAB under daylight (D65), where distances are closer to what eyes see.
struct PerceivedColor: Hashable {
  /// 0 for black to 100 for white.
  var lightness: Double
  /// From green to red.
  var a: Double
  /// From blue to yellow.
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// sRGB's light to XYZ (IEC 61966-2-1), and that to CIELAB (CIE 15).
  init(_ light: Light) {
    func bent(_ value: Double) -> Double {
      value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    let x = bent((0.4124564 * light.red + 0.3575761 * light.green + 0.1804375 * light.blue) / 0.95047)
    let y = bent(0.2126729 * light.red + 0.7151522 * light.green + 0.0721750 * light.blue)
    let z = bent((0.0193339 * light.red + 0.1191920 * light.green + 0.9503041 * light.blue) / 1.08883)
    self.init(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// CIEDE2000 as Sharma, Wu and Dalal write it: "The CIEDE2000 Color-Difference Formula: Implementation Notes,
  /// Supplementary Test Data, and Mathematical Observations", Color Research and Application 30 (2005).
  func difference(from other: PerceivedColor) -> Double {
    let (one, two) = Self.adjusted(self, other)
    let lightnessStep = two.lightness - one.lightness
    let chromaStep = two.chroma - one.chroma
    let isGrey = one.chroma * two.chroma == 0
    let turn = isGrey ? 0 : Self.turn(from: one.hue, to: two.hue)
    let hueStep = 2 * (one.chroma * two.chroma).squareRoot() * sin(turn / 2)

    let lightness = (one.lightness + two.lightness) / 2
    let chroma = (one.chroma + two.chroma) / 2
    let hue = isGrey ? one.hue + two.hue : Self.middle(one.hue, two.hue)
    let fromMiddle = (lightness - 50) * (lightness - 50)
    let unevenness =
      1 - 0.17 * cos(hue - Self.radians(30)) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + Self.radians(6)) - 0.20
      * cos(4 * hue - Self.radians(63))
    let lightnessPart = lightnessStep / (1 + 0.015 * fromMiddle / (20 + fromMiddle).squareRoot())
    let chromaPart = chromaStep / (1 + 0.045 * chroma)
    let huePart = hueStep / (1 + 0.015 * chroma * unevenness)
    let blueness = (hue / Self.radians(1) - 275) / 25
    let rotation = -sin(Self.radians(60) * exp(-blueness * blueness)) * 2 * Self.saturation(chroma)
    return
      (lightnessPart * lightnessPart + chromaPart * chromaPart + huePart * huePart + rotation * chromaPart * huePart)
      .squareRoot()
  }

  private struct Polar {
    let lightness: Double
    let chroma: Double
    /// In radians, 0 to 2 pi.
    let hue: Double
  }

  /// Both with the `a` of greyish colours stretched.
  private static func adjusted(_ one: PerceivedColor, _ other: PerceivedColor) -> (Polar, Polar) {
    let chroma = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2
    let stretch = 1 + 0.5 * (1 - saturation(chroma))
    func polar(_ color: PerceivedColor) -> Polar {
      let a = color.a * stretch
      let hue = a == 0 && color.b == 0 ? 0 : atan2(color.b, a)
      return Polar(
        lightness: color.lightness, chroma: hypot(a, color.b), hue: hue < 0 ? hue + 2 * .pi : hue)
    }
    return (polar(one), polar(other))
  }

  private static func saturation(_ chroma: Double) -> Double {
    let power = pow(chroma, 7)
    return (power / (power + pow(25, 7))).squareRoot()
  }

  private static func turn(from one: Double, to two: Double) -> Double {
    let turn = two - one
    return abs(turn) <= .pi ? turn : turn > 0 ? turn - 2 * .pi : turn + 2 * .pi
  }

  private static func middle(_ one: Double, _ two: Double) -> Double {
    let sum = one + two
    if abs(one - two) <= .pi { return sum / 2 }
    return sum < 2 * .pi ? (sum + 2 * .pi) / 2 : (sum - 2 * .pi) / 2
  }

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
