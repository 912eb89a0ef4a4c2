/// What somebody may do where the program knows who they are (over SSH); whoever has the queue's file in hand may do all.
public enum Role: String, Hashable, Sendable, CaseIterable {
  /// Answers.
  case annotator
  /// Answers, and settles what others disagree about.
  case reviewer
  /// Publishes tasks and brings data in.
  case engineer
  /// Lets people in, and takes data out.
  case admin
  /// A program that answers over `scholium pipe`.
  case job
}
