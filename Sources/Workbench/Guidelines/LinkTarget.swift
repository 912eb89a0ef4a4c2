/// What stands in parentheses after the text of a link, and links that stand for themselves.
enum LinkTarget {
  /// Parentheses that may stand in each other in a target, as in cmark.
  private static let deepest = 32

  /// The target of an inline link whose parenthesis is at `start`, and the index after it.
  static func read(
    _ scalars: [Unicode.Scalar], at start: Int, limit: Int
  ) -> (target: [Unicode.Scalar], end: Int)? {
    guard start < scalars.count, scalars[start] == "(" else { return nil }
    let body = scalars[(start + 1)...].prefix(limit)
    var rest = body.drop(while: isSpace)
    guard let target = rest.first == "<" ? bracketed(&rest) : bare(&rest) else { return nil }
    let afterTarget = rest
    rest = rest.drop(while: isSpace)
    if rest.first != ")", rest.startIndex > afterTarget.startIndex {
      guard skipTitle(&rest) else { return nil }
      rest = rest.drop(while: isSpace)
    }
    return rest.first == ")" ? (target, rest.startIndex + 1) : nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" }

  private static func bracketed(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    let body = rest.dropFirst()
    guard let end = body.firstIndex(where: { $0 == ">" || $0 == "<" || $0 == "\n" }), body[end] == ">" else {
      return nil
    }
    rest = body[(end + 1)...]
    return Array(body[..<end])
  }

  private static func bare(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    var target: [Unicode.Scalar] = []
    var depth = 0
    while let scalar = rest.first, !isSpace(scalar), scalar != ")" || depth > 0 {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      guard depth <= deepest else { return nil }
      rest.removeFirst()
      if scalar == "\\", let next = rest.first, next.isASCII, next.isPunctuation {
        target.append(next)
        rest.removeFirst()
      } else {
        target.append(scalar)
      }
    }
    return depth == 0 ? target : nil
  }

  private static func skipTitle(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
    let ends: [Unicode.Scalar: Unicode.Scalar] = ["\"": "\"", "'": "'", "(": ")"]
    guard let end = rest.first.flatMap({ ends[$0] }) else { return false }
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\": _ = rest.popFirst()
      case end: return true
      case "(" where end == ")": return false
      default: break
      }
    }
    return false
  }

  /// `<https://…>` or `<name@host>`: what is between the brackets, and the index after them.
  static func automatic(
    _ scalars: [Unicode.Scalar], at start: Int, limit: Int
  ) -> (target: [Unicode.Scalar], end: Int)? {
    let body = scalars[(start + 1)...].prefix(limit)
    guard let end = body.firstIndex(where: { $0 == ">" || $0 == "<" || isSpace($0) }), body[end] == ">" else {
      return nil
    }
    let target = body[..<end]
    let scheme = target.prefix(33).prefix { isLetterOrDigit($0) || "+.-".unicodeScalars.contains($0) }
    let hasScheme = (2...32).contains(scheme.count) && target.dropFirst(scheme.count).first == ":"
    let parts = target.split(separator: "@", omittingEmptySubsequences: false)
    let isAddress =
      parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[1].allSatisfy { isLetterOrDigit($0) || $0 == "." || $0 == "-" }
    return hasScheme || isAddress ? (Array(target), end + 1) : nil
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  /// The index after a `<br>` that starts at `start`.
  static func endOfBreak(_ scalars: [Unicode.Scalar], at start: Int) -> Int? {
    for form in ["<br>", "<br/>", "<br />"] {
      let length = form.unicodeScalars.count
      let tag = scalars[start...].prefix(length)
      if tag.elementsEqual(form.unicodeScalars, by: { $0 == $1 || $0.value == $1.value & ~0x20 }) {
        return start + length
      }
    }
    return nil
  }
}
