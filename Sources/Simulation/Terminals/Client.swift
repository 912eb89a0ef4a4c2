import Labeling
import Queue

/// A terminal or pipe of a person: what it shows, what it reserved ahead, and what it is asking.
struct Client: Sendable {
  let person: Person
  let session: SessionID
  /// The mark of its process.
  let process: String
  /// What it is at, the one that is shown first.
  var sheets: [Assignment] = []
  /// What it was at before, the newest last: a window may have stayed open on it.
  var before: [Assignment] = []
  /// Sent, and not known to be done or refused.
  var request: Request?
  /// True once an attempt of the request may have been carried out without it being known.
  var isInDoubt = false

  /// The sheet is done with.
  mutating func leave(_ id: AssignmentID) {
    guard let place = sheets.firstIndex(where: { $0.id == id }) else { return }
    before.append(sheets.remove(at: place))
    if before.count > 4 { before.removeFirst() }
  }

  /// Puts an assignment in front: what a claim brings is shown at once, unless it was reserved.
  mutating func take(_ assignment: Assignment, besides open: AssignmentID?) {
    sheets.removeAll { $0.id == assignment.id }
    if open == nil {
      sheets.insert(assignment, at: 0)
    } else {
      sheets.append(assignment)
    }
  }
}
