import Operations
import Text

/// One step of a plan: what is to be so, why, and what it takes.
struct SetupStep {
  enum Name: String {
    case sshd, program, account, workspace, configuration, reload
  }

  enum State {
    /// Nothing to do.
    case done
    case toDo([SetupChange])
    /// It cannot be, with what has to be done by hand first.
    case refused(OperationError)
  }

  let name: Name
  /// What and why, in a sentence.
  let purpose: Displayable
  let state: State
  /// What takes it back; nil where nothing is changed.
  let undo: String?

  var changes: [SetupChange] {
    if case .toDo(let changes) = state { return changes }
    return []
  }

  var refusal: OperationError? {
    if case .refused(let error) = state { return error }
    return nil
  }
}

/// Steps in the order in which they are taken.
struct SetupPlan {
  let steps: [SetupStep]

  var changes: [SetupChange] { steps.flatMap(\.changes) }
  var refusals: [OperationError] { steps.compactMap(\.refusal) }
}
