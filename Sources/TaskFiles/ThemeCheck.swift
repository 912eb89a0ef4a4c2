import Canvas

/// Holds a theme against what people's eyes need.
public struct ThemeCheck: Sendable {
  /// How far apart any two labels' colours must be for everybody, usual eyes and colour-blind ones: CIEDE2000.
  ///
  /// Each label has its key beside its colour, so that colours only help: 1 is just seen side by side, and a few times
  /// that is told apart at a glance across a screen.
  public static let leastLabelDifference = 8.0

  /// Whether everything about it could be measured, and held.
  public var holds: Bool { !findings.contains { $0.severity == .error } }
  /// In the order of files and lines.
  public let findings: [Fault]

  public init(_ reading: ThemeReading) {
    var findings = reading.faults
    if let theme = reading.theme {
      let marks = reading.marks
      findings += Self.ground(of: theme, marks)
      findings += Role.allCases.flatMap { Self.faults(of: $0, in: theme, marks) }
      findings += Self.labels(of: theme, marks)
    }
    self.findings = findings.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  private static func ground(of theme: Theme, _ marks: ThemeMarks) -> [Fault] {
    let isColored = theme.colors.values.contains { $0.foreground?.rgb != nil }
    guard theme.ground == nil, isColored else { return [] }
    return [
      marks.file.fault(
        severity: .warning,
        "the theme does not say what background it is for, so that contrast cannot be measured (add background: \"#a1b2c3\")"
      )
    ]
  }

  private static func faults(of role: Role, in theme: Theme, _ marks: ThemeMarks) -> [Fault] {
    let mark = marks.roles[role] ?? marks.file
    let look = theme.look(of: role)
    if theme.ground?.isPainted == true, look.foreground == nil {
      return [mark.fault("'\(role.rawValue)' has no colour of its own on a painted background (give it a color:)")]
    }
    var faults: [Fault] = []
    let need = theme.neededContrast(of: role)
    if let ratio = theme.contrast(of: role), ratio < need {
      let level = need == Contrast.Level.graphics ? "what is no text needs" : "\(theme.contrast.rawValue) asks for"
      faults.append(
        mark.fault(
          "the contrast of '\(role.rawValue)' is \(Contrast.shown(ratio)) to 1, \(level) \(Contrast.shown(need)) (move its colour away from its background's)"
        ))
    }
    if let rival = role.rivals.first(where: { theme.look(of: $0) == look }) {
      faults.append(
        mark.fault("'\(role.rawValue)' looks as '\(rival.rawValue)' does (give it a colour or an attribute of its own)")
      )
    }
    return faults
  }

  private static func labels(of theme: Theme, _ marks: ThemeMarks) -> [Fault] {
    let labels = Role.labels.compactMap { role in theme.colors[role]?.foreground?.rgb.map { (role, $0) } }
    return labels.indices.flatMap { later in
      labels[..<later].compactMap { earlier, color -> Fault? in
        let (role, own) = labels[later]
        let worst = ColorVision.allCases.map { ($0, $0.difference(own, color)) }.min { $0.1 < $1.1 }
        guard let (eyes, difference) = worst, difference < leastLabelDifference else { return nil }
        let seen = eyes == .usual ? "" : ", as \(eyes.rawValue) sees them"
        return (marks.roles[role] ?? marks.file).fault(
          "'\(role.rawValue)' and '\(earlier.rawValue)' look alike: \(Contrast.shown(difference)) apart by CIEDE2000\(seen), at least \(Contrast.shown(leastLabelDifference)) are needed (make one of them lighter or darker)"
        )
      }
    }
  }
}
