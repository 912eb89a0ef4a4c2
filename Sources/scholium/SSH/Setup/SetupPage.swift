import Operations
import Records
import Text

/// A plan as people and programs read it.
enum SetupPage {
  static func print(_ plan: SetupPlan, isRemoval: Bool) throws {
    for (number, step) in plan.steps.enumerated() {
      try Console.print("\(number + 1). \(step.name.rawValue): \(step.state.word)")
      try Console.print("   \(step.purpose)")
      if let refusal = step.refusal { try Console.print("   -> \(refusal.description)") }
      for line in step.changes.flatMap(\.shown) { try Console.print("     \(line)") }
      if let undo = step.undo, !step.changes.isEmpty { try Console.print("   undone by: \(undo)") }
    }
    guard plan.changes.isEmpty, plan.refusals.isEmpty else { return }
    try Console.print(isRemoval ? "Nothing is left to take away." : "All of it is so already.")
  }

  /// - Parameter isDone: whether the changes that it names have been made.
  static func json(_ plan: SetupPlan, isDone: Bool) -> JSON {
    [
      "done": .bool(isDone),
      "steps": .array(
        plan.steps.map { step in
          [
            "step": .string(step.name.rawValue), "purpose": .string(step.purpose.description),
            "state": .string(step.state.name),
            "changes": .array(
              step.changes.map { .string($0.shown.map(\.description).joined(separator: "\n")) }),
            "undo": step.undo.map { .string($0) } ?? .null,
            "refusal": step.refusal.map { .string($0.description) } ?? .null,
          ]
        }),
    ]
  }
}

extension SetupStep.State {
  fileprivate var name: String {
    switch self {
    case .done: "done"
    case .toDo: "to_do"
    case .refused: "refused"
    }
  }

  fileprivate var word: Displayable {
    switch self {
    case .done: "so already"
    case .toDo: "to do"
    case .refused: "cannot be done yet"
    }
  }
}
