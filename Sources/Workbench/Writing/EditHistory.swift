/// The changes of a text, to be taken back one by one to any depth, and made again.
struct EditHistory: Hashable, Sendable {
  /// A change: at a place, words went and others came. Places are UTF-8 offsets.
  struct Step: Hashable, Sendable {
    var place: Int
    var removed: String
    var inserted: String
    var cursorBefore: Int
    var cursorAfter: Int
  }

  private var done: [Step] = []
  private var undone: [Step] = []

  /// - Parameter joins: true where the change goes on with the one before it, if it lies beside that.
  mutating func record(_ step: Step, joins: Bool) {
    undone = []
    if joins, let last = done.indices.last, done[last].take(step) { return }
    done.append(step)
  }

  /// The change to be taken back.
  mutating func undo() -> Step? {
    guard let step = done.popLast() else { return nil }
    undone.append(step)
    return step
  }

  /// The change to be made again.
  mutating func redo() -> Step? {
    guard let step = undone.popLast() else { return nil }
    done.append(step)
    return step
  }
}

extension EditHistory.Step {
  /// Takes the change that followed into this one; false where they lie apart, or a new word begins.
  fileprivate mutating func take(_ next: Self) -> Bool {
    guard next.cursorBefore == cursorAfter else { return false }
    if removed.isEmpty, next.removed.isEmpty, next.place == place + inserted.utf8.count {
      if inserted.last?.isWhitespace == true, next.inserted.first?.isWhitespace == false { return false }
      inserted += next.inserted
    } else if inserted.isEmpty, next.inserted.isEmpty, next.place + next.removed.utf8.count == place {
      place = next.place
      removed = next.removed + removed
    } else if inserted.isEmpty, next.inserted.isEmpty, next.place == place {
      removed += next.removed
    } else {
      return false
    }
    cursorAfter = next.cursorAfter
    return true
  }
}
