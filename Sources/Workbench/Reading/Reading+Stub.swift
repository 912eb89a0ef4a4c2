import Text

// Stands for the layout of marked text until that is there.
extension Passage { var field: String? { nil } }
extension Reading {
  func offset(
    onLineBy step: Int, from: ScalarOffset, in field: String, among: Set<String>? = nil
  ) -> (field: String, offset: ScalarOffset)? { nil }
  func lineRange(around: ScalarOffset, in field: String) -> Range<ScalarOffset>? { nil }
  mutating func show(_ offset: ScalarOffset, in field: String, height: Int) {}
}
