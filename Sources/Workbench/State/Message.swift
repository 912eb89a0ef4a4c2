import Canvas
import Labeling
import Queue
import Text

/// Why an effect failed, in a sentence for the person.
public struct Failure: Error, Hashable, Sendable {
  /// What the person can do about it.
  public enum Remedy: Hashable, Sendable {
    /// Doing the same again may work.
    case tryAgain
    /// The example is out of this screen's hands; the next one has to be asked for.
    case moveOn
  }

  public var sentence: Displayable
  public var remedy: Remedy

  public init(_ sentence: Displayable, remedy: Remedy = .tryAgain) {
    self.sentence = sentence
    self.remedy = remedy
  }
}

/// What happens to the workbench: keys, time, and what came of its effects. Moments come in with it, so sessions replay.
public enum Message: Hashable, Sendable {
  case started(at: Timestamp)
  case key(Key, at: Timestamp)
  case resized(Size)
  /// The mouse, which is switched on.
  case pointer(Pointer, at: Timestamp)
  /// Time passed; sent at `WorkbenchState.wakesAt`, harmless at any other time.
  case tick(at: Timestamp)
  /// The terminal went away or the process was asked to end.
  case hangUp(at: Timestamp)

  case claimed(Result<Served, Failure>, at: Timestamp)
  case submitted(Result<Delivery, Failure>, at: Timestamp)
  /// With what comes next, where that was asked for.
  case ended(Result<Next?, Failure>, at: Timestamp)
  case corrected(Result<Delivery, Failure>, at: Timestamp)
  /// The comment was kept, or why not.
  case noted(Failure?, at: Timestamp)
  /// The draft of an assignment was kept, or why not.
  case drafted(AssignmentID, Failure?)
  /// The example after the open one was reserved.
  case reserved(Result<Served, Failure>)
  case today(Result<[GivenToday], Failure>, at: Timestamp)
  case reopened(Result<Answered, Failure>, at: Timestamp)
}

/// What the workbench wants done in the world. Effects are done one after another, in their order.
public enum Effect: Hashable, Sendable {
  /// Answered by `Message.claimed`.
  case claim
  /// Go on with what another terminal of the person has open; answered by `Message.claimed`.
  case takeOver
  /// Record the answer and claim the next example; answered by `Message.submitted`.
  ///
  /// - Parameter claimsNext: false where the next example was reserved before.
  case submit(Answer, of: AssignmentID, activeMilliseconds: Int, claimsNext: Bool = true)
  /// End without an answer and claim the next example; answered by `Message.ended`.
  case end(Ending.How, of: AssignmentID, activeMilliseconds: Int, claimsNext: Bool = true)
  /// Reserve the example after the open one, so that it is there at once; answered by `Message.reserved`.
  case reserve(besides: AssignmentID)
  /// Tell what this person answered since a moment; answered by `Message.today`.
  case today(since: Timestamp)
  /// Bring an earlier answer back, to be looked at and changed; answered by `Message.reopened`.
  case reopen(ResponseID)
  /// Answered by `Message.corrected`.
  case correct(ResponseID, Answer, activeMilliseconds: Int)
  /// Answered by `Message.noted`.
  case note(String, on: AssignmentID)
  /// Answered by `Message.drafted`.
  case saveDraft(Answer, of: AssignmentID)
  /// Hand the terminal back to the shell until the person returns.
  case suspend
  /// Switch the mouse on or off.
  case mouse(Bool)
  /// Paint everything anew.
  case redraw
  case quit
}
