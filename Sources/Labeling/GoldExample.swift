/// An example whose answer is known, mixed in to learn how well people answer; a row of `gold.jsonl`.
///
/// It is no example of the dataset: nobody waits for its answers, and none is exported.
public struct GoldExample: Hashable, Sendable {
  /// The row that is shown, UTF-8 JSON.
  public var data: [UInt8]
  /// What is known, canonical JSON text, valid under the build it is published with; what it says nothing of is not
  /// scored.
  public var answer: String
  /// Told with the known answer, where people are told.
  public var explanation: String?

  public init(data: [UInt8], answer: String, explanation: String? = nil) {
    self.data = data
    self.answer = answer
    self.explanation = explanation
  }
}
