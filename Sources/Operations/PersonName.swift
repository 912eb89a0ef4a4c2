/// What an annotator may be called.
public enum PersonName {
  /// Refuses names that no list could show: empty, longer than 100 characters, or with control characters.
  public static func check(_ name: String) throws(OperationError) {
    let scalars = name.unicodeScalars
    let isShown = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isShown, (1...100).contains(scalars.count), scalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .usage(
        "an annotator's name has 1 to 100 characters and no line breaks or control characters (give another with --as)")
    }
  }
}
