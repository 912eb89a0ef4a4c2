import Labeling
import Text

/// The menu of tasks line by line: a numbered list, and a number or a name chooses.
public struct PlainTaskList: Sendable {
  /// What a line came to.
  public enum Turn: Hashable, Sendable {
    case open(TaskName)
    /// To be told, a line each.
    case told([Displayable])
    case leave
  }

  private let offers: [TaskOffer]

  public init(_ offers: [TaskOffer]) { self.offers = offers }

  /// The list, a line each.
  public var lines: [Displayable] {
    ["", "Your tasks:"]
      + offers.enumerated().map { index, offer in
        let name = Displayable(offer.task.rawValue).oneLine
        let isNamed = name.description != offer.words.description
        let count = ProgressBar.count(offer.progress)
        return "\(index + 1) \(offer.words)\(isNamed ? " (\(name))" : "")"
          + (count.isEmpty ? "" : ": \(count) answers") + (offer.remark.isEmpty ? "" : ", \(offer.remark)") + "."
      }
  }

  /// What the next line is asked for with.
  public var prompt: Displayable { "number of a task, or q to leave> " }

  /// Takes a line that was typed, without its end.
  public func take(_ line: String) -> Turn {
    let words = PlainLine(line)
    if words.isEmpty { return .told(lines) }
    if let number = Int(words.text) {
      return offers.indices.contains(number - 1)
        ? .open(offers[number - 1].task) : .told(["There is no task \(number)."])
    }
    if let named = offers.first(where: { $0.task.rawValue.utf8.elementsEqual(words.text.utf8) }) {
      return .open(named.task)
    }
    if words.text == "q" || words.text == "Q" { return .leave }
    return .told(["'\(String(words.text))' is no task: its number or its name chooses one, enter lists them, q leaves."]
    )
  }
}
