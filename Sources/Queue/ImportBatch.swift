import Labeling

/// Rows on their way into a dataset; one transaction.
public struct ImportBatch: Sendable {
  public struct Row: Sendable {
    public var example: Digest
    /// SHA-256 of the whole row's canonical JSON, which tells a changed example from a present one.
    public var content: Digest
    /// The row as read, UTF-8 JSON.
    public var data: [UInt8]

    public init(example: Digest, content: Digest, data: [UInt8]) {
      self.example = example
      self.content = content
      self.data = data
    }
  }

  public var dataset: String
  public var identity: ExampleIdentity
  public var rows: [Row]
  /// Give a present example with other content a new content version.
  public var updates: Bool
  public var at: Timestamp

  public init(dataset: String, identity: ExampleIdentity, rows: [Row], updates: Bool, at: Timestamp) {
    self.dataset = dataset
    self.identity = identity
    self.rows = rows
    self.updates = updates
    self.at = at
  }
}

/// What became of each row of a batch, in its order.
public struct ImportReport: Hashable, Sendable {
  public enum Fate: Hashable, Sendable {
    case added
    case present
    /// The same identity with other content: kept out, or a new content version with `updates`.
    case changed
  }

  public var fates: [Fate]
  public var revision: Int

  public init(fates: [Fate], revision: Int) {
    self.fates = fates
    self.revision = revision
  }
}
