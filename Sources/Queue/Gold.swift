import Labeling

/// What is known of a gold example since some revision; a later one of the same example takes its place. A fact.
public struct GoldFact: Hashable, Sendable {
  /// Later ones are higher; people get them in this order.
  public var key: Int
  /// The example, by the key that `QueueSnapshot.example(at:of:)` knows.
  public var example: Int
  /// The build that the known answer was written for.
  public var build: Int
  /// The interned known answer; nil: it is gold no more.
  public var answer: Int?
  public var explanation: String?
  public var revision: Int

  public init(key: Int, example: Int, build: Int, answer: Int?, explanation: String?, revision: Int) {
    self.key = key
    self.example = example
    self.build = build
    self.answer = answer
    self.explanation = explanation
    self.revision = revision
  }
}

/// One response to a gold example.
public struct GoldResponse: Hashable, Sendable {
  public var response: ResponseFact
  /// What was known when the example was served: the key of a `GoldFact`.
  public var gold: Int
  /// The reason of a skip or the comment of a flag.
  public var comment: String?

  public init(response: ResponseFact, gold: Int, comment: String? = nil) {
    self.response = response
    self.gold = gold
    self.comment = comment
  }
}

/// What somebody is told who answered a gold example, where the policy has people told.
public struct GoldFeedback: Hashable, Sendable {
  /// The known answer, canonical JSON text.
  public var answer: String
  /// The build that it was written for.
  public var build: Digest
  public var explanation: String?
  /// Whether all that was scored is right; nil where nothing could be scored.
  public var isRight: Bool?

  public init(answer: String, build: Digest, explanation: String?, isRight: Bool?) {
    self.answer = answer
    self.build = build
    self.explanation = explanation
    self.isRight = isRight
  }
}

/// What a publish changed about the gold of a task.
public struct GoldChange: Hashable, Sendable {
  /// How many are known now.
  public var known: Int
  /// New, or with another known answer.
  public var added: Int
  /// Gold no more.
  public var retired: Int

  public init(known: Int = 0, added: Int = 0, retired: Int = 0) {
    self.known = known
    self.added = added
    self.retired = retired
  }

  public var isNone: Bool { added == 0 && retired == 0 }
}

/// When gold is served.
public enum GoldDraw {
  /// Whether a claim is to bring gold rather than work: by chance, the same for the same claim.
  ///
  /// - Parameter assignment: the id that the claim would give, which nobody can foresee.
  public static func isGold(_ assignment: AssignmentID, rate millionths: Int) -> Bool {
    guard millionths > 0 else { return false }
    let hash = Digest(of: Array("gold".utf8) + [0] + Array(assignment.rawValue.utf8))
    return hash.draw(below: 1_000_000) < millionths
  }
}
