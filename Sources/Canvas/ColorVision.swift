/// How eyes see colours: all three kinds of cones, or one kind missing.
///
/// The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), at severity 1.0. They take
/// light, not sRGB's bytes.
public enum ColorVision: String, CaseIterable, Sendable {
  case usual
  /// Without cones for long waves: no red.
  case protanopia
  /// Without cones for middle waves: no green.
  case deuteranopia
  /// Without cones for short waves: no blue.
  case tritanopia

  /// How far apart these eyes see two colours: CIEDE2000, in which 1 is just about seen by usual ones, side by side.
  public func difference(_ one: RGB, _ other: RGB) -> Double {
    PerceivedColor(seen(Light(one))).difference(from: PerceivedColor(seen(Light(other))))
  }

  /// How far apart two colours are at the least, whoever looks.
  public static func leastDifference(_ one: RGB, _ other: RGB) -> Double {
    allCases.map { $0.difference(one, other) }.min() ?? 0
  }

  private func seen(_ light: Light) -> Light {
    guard let rows = matrix else { return light }
    let seen = rows.map { row in
      min(max(0, row.0 * light.red + row.1 * light.green + row.2 * light.blue), 1)
    }
    return Light(red: seen[0], green: seen[1], blue: seen[2])
  }

  private var matrix: [(Double, Double, Double)]? {
    switch self {
    case .usual: nil
    case .protanopia:
      [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)]
    case .deuteranopia:
      [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)]
    case .tritanopia:
      [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)]
    }
  }
}
