/// The changes of a text, to be taken back one by one, and made again.
///
/// All of them, as long as they fit into some memory: of a long text that is killed and put back again and again, the
/// oldest changes are forgotten.
struct EditHistory: Hashable, Sendable {
  /// Bytes that may be kept: more than a person types in a day.
  static let limit = 4 << 20

  /// A change: at a place, words went and others came. Places are UTF-8 offsets.
  struct Step: Hashable, Sendable {
    var place: Int
    var removed: String
    var inserted: String
    var cursorBefore: Int
    var cursorAfter: Int

    /// About what it takes to keep it, in bytes.
    var cost: Int { removed.utf8.count + inserted.utf8.count + 128 }
  }

  private var done: [Step] = []
  private var undone: [Step] = []
  /// Of what was done.
  private var cost = 0

  /// - Parameter joins: true where the change goes on with the one before it, if it lies beside that.
  mutating func record(_ step: Step, joins: Bool) {
    undone = []
    if joins, let last = done.indices.last {
      let before = done[last].cost
      if done[last].take(step) {
        cost += done[last].cost - before
        return
      }
    }
    done.append(step)
    cost += step.cost
    if cost > Self.limit { forgetOldest() }
  }

  /// Half of what is kept goes at once, so that it costs nothing with every key; the last change stays.
  private mutating func forgetOldest() {
    var kept = 0
    let first = done.dropLast().lastIndex { step in
      kept += step.cost
      return kept > Self.limit / 2
    }
    done.removeFirst((first ?? -1) + 1)
    cost = done.reduce(0) { $0 + $1.cost }
  }

  /// The change to be taken back.
  mutating func undo() -> Step? {
    guard let step = done.popLast() else { return nil }
    cost -= step.cost
    undone.append(step)
    return step
  }

  /// The change to be made again.
  mutating func redo() -> Step? {
    guard let step = undone.popLast() else { return nil }
    cost += step.cost
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
