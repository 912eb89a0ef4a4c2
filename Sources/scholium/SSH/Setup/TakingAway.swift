import Operations
import Text

/// The plan that undoes what setting up did. What was answered stays: the workspace and its queue become root's.
struct TakingAway {
  let account: AccountName
  /// nil where neither the account nor an option tells it.
  let workspace: PlainPath?
  let configuration: PlainPath
  let survey: SetupSurvey

  /// In this order nobody can log in to an account that is half taken away.
  func plan() -> SetupPlan {
    SetupPlan(steps: [configurationStep, reloadStep, accountStep, workspaceStep])
  }

  private var snippetPath: PlainPath { SetupPaths.snippet(of: configuration) }

  private var configurationStep: SetupStep {
    SetupStep(
      name: .configuration, purpose: "\(snippetPath.text) goes, and with it the way in.",
      state: configurationState, undo: nil)
  }

  private var configurationState: SetupStep.State {
    guard let found = survey.snippet else { return .done }
    guard Snippet.account(servedBy: found) == account.description else {
      return .refused(
        .notPermitted(
          "\(snippetPath.text) was not made for the account \(account) (name the one that it serves with --account)"))
    }
    let change = ConfigurationChange(path: snippetPath, before: found, after: nil, configuration: configuration)
    return .toDo([.replace(change)])
  }

  private var reloadStep: SetupStep {
    .reload(after: configurationState, configuration: configuration, survey: survey)
  }

  private var accountStep: SetupStep {
    let state: SetupStep.State =
      if let found = survey.account {
        found.isOurs
          ? .toDo([.run(program: "userdel", arguments: [account.description])])
          : .refused(.notPermitted("the account \(account) was not made by scholium ssh setup (it is left as it is)"))
      } else {
        .done
      }
    return SetupStep(
      name: .account, purpose: "The system account \(account.description) goes.", state: state, undo: nil)
  }

  private var workspaceStep: SetupStep {
    SetupStep(
      name: .workspace,
      purpose:
        "The workspace and every answer in its queue stay, and belong to root\(workspace.map { ": \($0.text)" } ?? "").",
      state: workspaceState, undo: nil)
  }

  private var workspaceState: SetupStep.State {
    let ours = (survey.queueFiles ?? []).filter { file in
      guard file.kind == .folder || file.kind == .file && file.links == 1 else { return false }
      // An earlier run may have been stopped after the account was gone.
      guard let account = survey.account else { return file.isOrphan }
      return account.isOurs && file.owner == account.user
    }
    return ours.isEmpty
      ? .done : .toDo(ours.map { .give(path: $0.path, to: .root, mode: $0.kind == .folder ? 0o700 : 0o600) })
  }
}
