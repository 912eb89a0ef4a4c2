/// The changes of a text, to be taken back one by one, and made again.
///
/// The oldest are forgotten when they become many, or take much memory: a long text may be killed and put back again
/// and again, for as long as somebody sends these keys.
struct EditHistory: Hashable, Sendable {
  /// Changes that are kept at most, as in vim; a word that is typed is one.
  static let mostSteps = 1000
  /// Bytes that they may have.
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
    if done.count > Self.mostSteps || cost > Self.limit { forgetOldest() }
  }

  private mutating func forgetOldest() {
    // One change may be larger than the limit, and is kept for all that.
    while done.count > 1, done.count > Self.mostSteps || cost > Self.limit { cost -= done.removeFirst().cost }
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
