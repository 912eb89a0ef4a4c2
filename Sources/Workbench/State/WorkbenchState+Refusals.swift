import Labeling
import Text

// Why a command can't be used right now.
extension WorkbenchState {
  static func refusalWhileRevising(_ state: WorkbenchState) -> Displayable? {
    state.revising == nil ? nil : "That works on the open example: esc goes back to it."
  }

  static func refusalOfBack(_ state: WorkbenchState) -> Displayable? {
    state.revising != nil || state.sheet?.canStepBack == true
      ? nil : "There is nothing to leave here: \(state.keymap.title(of: .leave)) leaves the workbench."
  }

  static func refusalOfUndo(_ state: WorkbenchState) -> Displayable? {
    if state.sheet?.marking?.canTakeBack == true || (state.revising?.index ?? state.history.count) > 0 { return nil }
    if state.shownMode == .marking, state.history.isEmpty {
      return "There is no mark to take back here, and no earlier answer in this session to go back to."
    }
    return state.history.isEmpty
      ? "There is nothing to go back to: you have answered nothing yet in this session."
      : "This is the first answer of this session."
  }

  static func refusalOfOtherQuestion(_ state: WorkbenchState) -> Displayable? {
    (state.sheet?.asked.count ?? 0) > 1 ? nil : "There is no other question to answer here."
  }

  static func refusalOfGuidelines(_ state: WorkbenchState) -> Displayable? {
    state.sheet == nil ? "The guidelines are shown with an example." : nil
  }

  static func refusalOfFullList(_ state: WorkbenchState) -> Displayable? {
    guard let sheet = state.sheet, let question = sheet.question, sheet.form.candidates(of: question.id) != nil else {
      return "All labels are shown already."
    }
    return nil
  }

  static func refusalOfTakeOver(_ state: WorkbenchState) -> Displayable? {
    state.elsewhere > 0 ? nil : noOtherTerminal
  }

  static let noOtherTerminal: Displayable = "No other terminal of yours has an example open."

  static func refusalOfFindNext(_ state: WorkbenchState) -> Displayable? {
    state.placesFound > 0 ? nil : "Nothing has been searched for yet: / finds in the text."
  }
}
