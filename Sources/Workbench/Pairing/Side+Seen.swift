import Labeling

// The sides of a comparison as a person sees them: A stands on the left or above, B on the right or below, whichever
// field that is. The answer keeps the field: 'a' is the first one on whatever side it was.
extension Side {
  /// The side at the left, the one at the right, and the tie, in the order of the screen.
  static func seen(isSwapped: Bool) -> [Side] { isSwapped ? [.b, .a, .tie] : [.a, .b, .tie] }
}

extension Label {
  /// A side as the screen offers it: nothing of it tells the field.
  init(_ side: Side, isSwapped: Bool) {
    let name = side.name(isSwapped: isSwapped)
    let description: String? =
      switch name {
      case "A": "the text on the left, or above"
      case "B": "the text on the right, or below"
      default: "neither is better"
      }
    self.init(id: side.label, title: name, key: name.lowercased().first, description: description)
  }
}
