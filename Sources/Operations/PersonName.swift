import Queue

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

  /// The same for a name that may be new here: nobody gets one that looks like another's and is not. People who are there
  /// keep what they are called.
  public static func check(_ name: String, among people: [Person]) throws(OperationError) {
    try check(name)
    guard !people.contains(where: { $0.isNamed(name) }), let hidden = firstHidden(in: name) else {
      return
    }
    throw .usage(
      """
      a new annotator's name has nothing in it that cannot be seen, and this one has \(hidden.number): it would look like \
      another name (type it anew)
      """)
  }

  /// What cannot be seen, between two emoji apart, where it makes one of them.
  private static func firstHidden(in name: String) -> Unicode.Scalar? {
    let scalars = Array(name.unicodeScalars)
    return scalars.indices.first { place in
      let joinsEmoji =
        scalars[place].value == 0x200D && scalars.indices.contains(place - 1) && scalars.indices.contains(place + 1)
        && scalars[place - 1].isPictograph && scalars[place + 1].isPictograph
      return scalars[place].isHidden && !joinsEmoji
    }.map { scalars[$0] }
  }
}

extension Unicode.Scalar {
  /// True for what shows nothing of its own, or changes the order in which others are shown: marks of direction, joiners,
  /// characters of no width, fillers, selectors, tags (Unicode: Default_Ignorable_Code_Point, and the category Cf).
  public var isHidden: Bool { properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format }

  /// Such as `U+202E`.
  fileprivate var number: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
  }

  /// Digits and such are emoji, too, and join nothing.
  fileprivate var isPictograph: Bool { value > 0xFF && properties.isEmoji }
}
