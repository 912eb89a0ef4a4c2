import Labeling

/// What full coverage of a channel still takes: every example with `overlap` standing answers of different people, exact
/// on every required question (VERSIONS.md 8).
public struct RelabelPlan: Hashable, Sendable {
  /// Pairs of a response and a required question, by how the response comes over.
  public struct Answers: Hashable, Sendable {
    public var exact = 0
    public var unknown = 0
    public var ambiguous = 0
    public var void = 0

    public var total: Int { exact + unknown + ambiguous + void }
  }

  /// Questions put to people: narrowed to what an earlier answer leaves open, or full.
  public struct Questions: Hashable, Sendable {
    public var full = 0
    public var narrowed = 0

    public var total: Int { full + narrowed }
  }

  /// An old label with what its answers come to.
  public struct LabelRow: Hashable, Sendable {
    public var label: LabelID
    public var taxonomyVersion: Int
    public var answers = Answers()
    /// Questions that replace answers with the label; those about examples without such an answer are in no row.
    public var questions = Questions()
  }

  /// Examples that nobody active may still answer as often as is wanted; outside of the count of questions.
  public struct Stuck: Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable, CaseIterable {
      /// Who could settle it saw it on a screen that does not work with these labels.
      case oldScreen = "old_screen"
      /// Everybody active has seen it, or there are fewer people than answers wanted.
      case tooFewPeople = "too_few_people"
    }

    public var examples = 0
    public var reasons: [Reason: Int] = [:]
    /// A few of them.
    public var some: [Digest] = []
  }

  /// An older screen on which nothing can be asked any more, and what hangs on it.
  public struct LostScreen: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      /// It names labels that this taxonomy version has no exact label for, or has nothing left to offer.
      case doesNotCompile(naming: [LabelID])
      /// `channel retire-tail`.
      case retired
    }

    public var uiVersion: Int
    public var reason: Reason
    /// Pairs of a person and an example that wants answers: the person saw it there and could have gone on.
    public var showings: Int
  }

  /// Median active seconds of a question, nil where no answer to such a one was timed.
  public struct Pace: Hashable, Sendable {
    public var full: Double?
    public var narrowed: Double?

    /// The seconds reckoned with: an unmeasured narrowed question takes half of a full one. Nil: nothing was timed.
    public var assumed: (full: Double, narrowed: Double)? {
      switch (full, narrowed) {
      case (let full?, let narrowed): (full, narrowed ?? full / 2)
      case (nil, let narrowed?): (narrowed * 2, narrowed)
      case (nil, nil): nil
      }
    }
  }

  public var answers = Answers()
  /// Answers about content that has changed since: kept and exported, never counted, and in no other figure.
  public var staleAnswers = 0
  public var questions = Questions()
  /// Examples that somebody is asked about.
  public var examples = 0
  public var stuck = Stuck()
  /// By taxonomy version and its order.
  public var byLabel: [LabelRow] = []
  public var lostScreens: [LostScreen] = []
  public var pace = Pace()

  public init() {}

  /// Zero where nothing was timed.
  public var estimatedHours: Double {
    guard let assumed = pace.assumed else { return 0 }
    return (Double(questions.full) * assumed.full + Double(questions.narrowed) * assumed.narrowed) / 3600
  }
}

extension RelabelPlan.Answers {
  subscript(crossing: Crossing) -> Int {
    get { self[keyPath: Self.member(crossing)] }
    set { self[keyPath: Self.member(crossing)] = newValue }
  }

  private static func member(_ crossing: Crossing) -> WritableKeyPath<Self, Int> {
    switch crossing {
    case .exact: \.exact
    case .unknown: \.unknown
    case .ambiguous: \.ambiguous
    case .void: \.void
    }
  }
}

extension RelabelPlan.Questions {
  static func + (left: Self, right: Self) -> Self {
    Self(full: left.full + right.full, narrowed: left.narrowed + right.narrowed)
  }

  static func += (left: inout Self, right: Self) { left = left + right }
}
