/// The round of gold examples that a person answers before real work.
public struct Qualification: Hashable, Sendable {
  /// How many; 1...1000.
  public var examples: Int
  /// The share of scored questions that must be right to go on by oneself, in millionths; nil: whoever has answered them
  /// goes on.
  public var right: Int?

  public init(examples: Int, right: Int? = nil) {
    self.examples = examples
    self.right = right
  }
}
