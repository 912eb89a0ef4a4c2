import Canvas
import Labeling
import Text

/// A line of the list of what there is to review.
public struct ReviewEntry: Hashable, Sendable {
  public var example: Digest
  /// Why it is listed, the gravest first, in words.
  public var reasons: [String]
  public var people: Int
  /// How far from unanimous they are, 0...1.
  public var disagreement: Double?
  /// The person who reviews answered it.
  public var isOwn: Bool

  public init(example: Digest, reasons: [String], people: Int, disagreement: Double?, isOwn: Bool) {
    self.example = example
    self.reasons = reasons
    self.people = people
    self.disagreement = disagreement
    self.isOwn = isOwn
  }
}

/// What a reviewer decided, to be recorded.
public struct ReviewDecision: Hashable, Sendable {
  public var example: Digest
  public var answer: Answer
  public var reason: String?
  public var activeMilliseconds: Int

  public init(example: Digest, answer: Answer, reason: String?, activeMilliseconds: Int) {
    self.example = example
    self.answer = answer
    self.reason = reason
    self.activeMilliseconds = activeMilliseconds
  }
}

/// What happens to the review screen.
public enum ReviewMessage: Hashable, Sendable {
  case started(at: Timestamp)
  case key(Key, at: Timestamp)
  case resized(Size)
  /// Time passed; sent at `ReviewState.wakesAt`, harmless at any other time.
  case tick(at: Timestamp)

  case listed(Result<[ReviewEntry], Failure>, at: Timestamp)
  case found(Result<BrowseFinding, Failure>, at: Timestamp)
  /// The first words of examples, raw.
  case described([Digest: String])
  case opened(Result<ReviewedCase, Failure>, at: Timestamp)
  case decided(Failure?, at: Timestamp)
}

/// What the review screen wants done in the world. Effects are done one after another, in their order.
public enum ReviewEffect: Hashable, Sendable {
  /// Answered by `ReviewMessage.listed`.
  case list
  /// Look for what a typed query finds; answered by `ReviewMessage.found`.
  case find(String)
  /// Answered by `ReviewMessage.described`.
  case describe([Digest])
  /// Record that the person sees an example with what was said of it, and read it; answered by `ReviewMessage.opened`.
  case open(Digest)
  /// Answered by `ReviewMessage.decided`.
  case decide(ReviewDecision)
  case suspend, redraw, quit
}

/// What does the effects that reach the store. Its calls come one after another, from one thread that is not the screen's.
///
/// A repeated decision with the same content must be harmless: it keeps its response id.
public protocol ReviewService: Sendable {
  func list() throws(Failure) -> [ReviewEntry]
  func find(_ typed: String) throws(Failure) -> BrowseFinding
  /// The first words of examples; empty for those that cannot be read.
  func describe(_ examples: [Digest]) -> [Digest: String]
  func open(_ example: Digest) throws(Failure) -> ReviewedCase
  /// - Throws: a failure whose remedy is to move on where somebody else decided meanwhile.
  func decide(_ decision: ReviewDecision) throws(Failure)
  /// Decisions from now on are made on a screen of this size.
  func resized(to size: Size)
}

extension ReviewService {
  /// Does an effect and tells what came of it; nil for the effects that are the terminal's.
  public func perform(_ effect: ReviewEffect, now: () -> Timestamp) -> ReviewMessage? {
    switch effect {
    case .list:
      let result = Result { () throws(Failure) in try list() }
      return .listed(result, at: now())
    case .find(let typed):
      let result = Result { () throws(Failure) in try find(typed) }
      return .found(result, at: now())
    case .describe(let examples): return .described(describe(examples))
    case .open(let example):
      let result = Result { () throws(Failure) in try open(example) }
      return .opened(result, at: now())
    case .decide(let decision):
      do throws(Failure) {
        try decide(decision)
        return .decided(nil, at: now())
      } catch {
        return .decided(error, at: now())
      }
    case .suspend, .redraw, .quit: return nil
    }
  }
}
