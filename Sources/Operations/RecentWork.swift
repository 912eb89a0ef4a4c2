import Labeling
import Queue

/// The assignments that a sitting served last, and their responses: what answers are completed from and checked against.
struct RecentWork {
  private static let limit = 512

  private var assignments: [AssignmentID: Assignment] = [:]
  private var order: [AssignmentID] = []
  private var responses: [ResponseID: AssignmentID] = [:]

  subscript(assignment: AssignmentID) -> Assignment? { assignments[assignment] }
  subscript(response: ResponseID) -> Assignment? { responses[response].flatMap { assignments[$0] } }

  mutating func served(_ assignment: Assignment) {
    if assignments.updateValue(assignment, forKey: assignment.id) == nil { order.append(assignment.id) }
    guard order.count > 2 * Self.limit else { return }
    for old in order.prefix(Self.limit) { assignments[old] = nil }
    order.removeFirst(Self.limit)
    responses = responses.filter { assignments[$0.value] != nil }
  }

  mutating func answered(_ assignment: AssignmentID, by response: ResponseID) {
    if assignments[assignment] != nil { responses[response] = assignment }
  }
}
