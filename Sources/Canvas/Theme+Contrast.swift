extension Theme {
  /// The contrast of a role's text on what it stands on; nil where the terminal decides how one of the two looks.
  public func contrast(of role: Role) -> Double? {
    let look = look(of: role)
    let behind = look.background.map(\.rgb) ?? ground?.color
    guard let text = look.foreground?.rgb, let behind else { return nil }
    return Contrast.ratio(text, behind)
  }

  /// The contrast that a role must have: lines and empty bars are no text.
  public func neededContrast(of role: Role) -> Double {
    [.rule, .barEmpty].contains(role) ? Contrast.Level.graphics : contrast.text
  }
}
