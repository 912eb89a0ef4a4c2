import Labeling

/// An answer as its own author looks back on it, with the example as they saw it.
public struct OwnResponse: Hashable, Sendable {
  public var id: ResponseID
  public var at: Timestamp
  /// Time the person really worked on it, where it is known.
  public var durationMilliseconds: Int?
  public var example: Digest
  /// The row that was shown, UTF-8 JSON.
  public var data: [UInt8]
  /// Canonical JSON text.
  public var answer: String
  public var build: Digest
  public var assignment: AssignmentID

  public init(
    id: ResponseID, at: Timestamp, durationMilliseconds: Int?, example: Digest, data: [UInt8], answer: String,
    build: Digest,
    assignment: AssignmentID
  ) {
    self.id = id
    self.at = at
    self.durationMilliseconds = durationMilliseconds
    self.example = example
    self.data = data
    self.answer = answer
    self.build = build
    self.assignment = assignment
  }
}
