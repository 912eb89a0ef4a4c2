import Labeling

/// What some of a task's answers have in common, so that they can be counted together.
public enum AnswerShare: Hashable, Sendable {
  /// Given on a screen of a version of the UI, with the labels of a taxonomy version.
  case version(ui: Int, taxonomy: Int)
  /// The same, and they name a label under a question.
  case label(LabelID, under: QuestionID, ui: Int, taxonomy: Int)
  /// Settlements that say something else than any of what was asked about: both answers are kept, and the settlement
  /// stands from its version on.
  case contradiction
}

/// How many unsuperseded answers a share has, and about how many examples they are.
public struct ShareCount: Hashable, Sendable {
  public var answers = 0
  public var examples = 0
}

/// What a distinct answer adds to figures, worked out once however often it was given.
struct FiguredAnswer {
  /// Its shares, by the numbers that the fold gave them, each once.
  let shares: [Int]
  /// Per question that agreement is told of: the number that stands for what it says under the target; nil where it
  /// says nothing exactly.
  let values: [Int?]
  /// Required questions of the build that it was given under.
  let questions: Int
}

/// Values as numbers, in the order in which they were met.
struct Numbered<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }

  func known(_ value: Value) -> Int? { numbers[value] }
}
