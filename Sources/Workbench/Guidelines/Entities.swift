/// Entities of HTML: numeric ones, and the named ones that guidelines use.
enum Entities {
  /// Scalars between `&` and `;`.
  static let longest = 8

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
    "trade": "™", "sect": "§", "para": "¶", "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½",
    "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
    "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "larr": "←", "uarr": "↑", "rarr": "→",
    "darr": "↓", "harr": "↔", "rArr": "⇒", "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "euro": "€", "pound": "£",
    "yen": "¥", "cent": "¢", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
    "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ntilde": "ñ",
  ]

  /// What a name or `#` with a number stands for; nil where it is none. Numbers that no character has give U+FFFD.
  static func scalar(of body: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    let name = String(String.UnicodeScalarView(body))
    guard body.first == "#" else { return named[name] }
    let isHexadecimal = body.dropFirst().first == "x" || body.dropFirst().first == "X"
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard let first = digits.first, first.isHexDigit,
      let number = UInt32(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
  }
}
