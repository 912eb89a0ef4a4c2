import Labeling
import Queue

/// The facts of the model, held against each other: exposure, assignment and response are there all or none.
enum FactRules {
  static func check(_ store: InMemoryQueue) throws {
    try store.look { state in
      var shown: Set<Exposure> = []
      for (id, held) in state.assignments {
        guard let task = state.tasks[held.assignment.task], let build = state.builds[held.assignment.build] else {
          throw BrokenRule("\(id) is of nothing")
        }
        let exposure = Exposure(scope: task.place.scope, example: held.assignment.example, person: held.person)
        guard state.exposures[exposure]?.uiVersion == build.uiVersion else {
          throw BrokenRule("\(id) shows a screen that its person was not to see")
        }
        shown.insert(exposure)
      }
      guard state.exposures.keys.allSatisfy({ shown.contains($0) || state.viewings[$0] != nil }) else {
        throw BrokenRule("somebody was shown what was never assigned to them")
      }
      for response in state.responses {
        guard let held = state.assignments[response.assignment], held.person == response.person,
          held.assignment.example == response.example, held.assignment.build == response.build
        else { throw BrokenRule("\(response.id) is not its assignment's") }
      }
    }
  }
}
