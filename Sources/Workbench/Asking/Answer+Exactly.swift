import Labeling

extension Answer {
  /// True where the two are the same to the scalar: strings are equal already where they look the same.
  func isExactly(_ other: Answer) -> Bool {
    self == other
      && values.allSatisfy { question, value in
        guard case .text(let text) = value, case .text(let old)? = other[question] else { return true }
        return text.utf8.elementsEqual(old.utf8)
      }
  }
}
