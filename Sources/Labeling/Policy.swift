import Records

/// How many answers an example wants, from whom, and how long a shown one is kept.
public struct Policy: Hashable, Sendable {
  /// Which answers of other channels count (VERSIONS.md 5).
  public enum Reuse: String, Hashable, Sendable, CaseIterable {
    case exact
    case sameUI = "same-ui"
    case none
  }

  /// Answers wanted per example, each from another annotator; 1...100.
  public var overlap: Int
  /// Seconds a shown example is kept for its annotator; 1 s ... 30 days.
  public var lease: Int
  public var reuse: Reuse
  /// Channels whose answers production takes too.
  public var reuseFrom: [ChannelName]
  /// After this many different annotators skipped an example, a reviewer gets it.
  public var maxSkips: Int
  /// Share of gold questions mixed in, 0...1, in millionths.
  public var goldRate: Int
  /// True where people are told the known answer once they gave theirs.
  public var tellsGold: Bool
  /// What a person answers before real work.
  public var qualification: Qualification?
  /// Seconds that a narrowed question waits for the person whose answer it is about, before anybody may get it.
  public var settleWait: Int
  /// True where the answers of models fill the overlap too.
  public var countsModels: Bool
  /// True where reviewers may decide over what they answered themselves.
  public var allowsSelfReview: Bool

  public init(
    overlap: Int = 1, lease: Int = 1800, reuse: Reuse = .exact, reuseFrom: [ChannelName] = [], maxSkips: Int = 3,
    goldRate: Int = 0, settleWait: Int = Policy.defaultSettleWait, countsModels: Bool = false,
    allowsSelfReview: Bool = false, tellsGold: Bool = false, qualification: Qualification? = nil
  ) {
    self.overlap = overlap
    self.lease = lease
    self.reuse = reuse
    self.reuseFrom = reuseFrom
    self.maxSkips = maxSkips
    self.goldRate = goldRate
    self.tellsGold = tellsGold
    self.qualification = qualification
    self.settleWait = settleWait
    self.countsModels = countsModels
    self.allowsSelfReview = allowsSelfReview
  }

  /// 72 hours.
  public static let defaultSettleWait = 72 * 3600
}

extension Policy: Definition {
  public static let kind = DefinitionKind.policy

  public var canonical: JSON {
    // What came later is left out where it has its default, so that older policies keep their digests.
    .object([
      ("count_models", countsModels ? .bool(true) : nil), ("gold_feedback", tellsGold ? .bool(true) : nil),
      ("gold_rate_millionths", .number(JSONNumber(goldRate))), ("lease_seconds", .number(JSONNumber(lease))),
      ("max_skips", .number(JSONNumber(maxSkips))), ("overlap", .number(JSONNumber(overlap))),
      ("qualification", qualification?.canonical),
      ("reuse", .string(reuse.rawValue)), ("reuse_from", .array(reuseFrom.map { .string($0.rawValue) })),
      ("self_review", allowsSelfReview ? .bool(true) : nil),
      ("settle_wait_seconds", settleWait == Self.defaultSettleWait ? nil : .number(JSONNumber(settleWait))),
    ])
  }

  public init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      overlap: try json.member("overlap", of: .policy).integer(of: .policy),
      lease: try json.member("lease_seconds", of: .policy).integer(of: .policy),
      reuse: json["reuse"]?.string.flatMap { Reuse(rawValue: $0) } ?? .exact,
      reuseFrom: (json["reuse_from"]?.array ?? []).compactMap { $0.string.map { ChannelName($0) } },
      maxSkips: try json.member("max_skips", of: .policy).integer(of: .policy),
      goldRate: json["gold_rate_millionths"]?.int ?? 0,
      settleWait: json["settle_wait_seconds"]?.int ?? Self.defaultSettleWait,
      countsModels: json["count_models"]?.bool ?? false,
      allowsSelfReview: json["self_review"]?.bool ?? false, tellsGold: json["gold_feedback"]?.bool ?? false,
      qualification: try json["qualification"].map { json throws(DefinitionError) in try Qualification(canonical: json)
      })
  }
}

extension Qualification {
  fileprivate var canonical: JSON {
    .object([
      ("examples", .number(JSONNumber(examples))), ("right_millionths", right.map { .number(JSONNumber($0)) }),
    ])
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      examples: try json.member("examples", of: .policy).integer(of: .policy), right: json["right_millionths"]?.int)
  }
}
