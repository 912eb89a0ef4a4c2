import Glibc
import Operations
import Text

/// The plan that serves a workspace to annotators over SSH.
struct SettingUp {
  let account: AccountName
  let program: PlainPath
  let workspace: PlainPath
  /// sshd's configuration file.
  let configuration: PlainPath
  let survey: SetupSurvey

  func plan() -> SetupPlan {
    SetupPlan(steps: [daemonStep, programStep, accountStep, workspaceStep, configurationStep, reloadStep])
  }

  private var daemonStep: SetupStep {
    let state: SetupStep.State =
      if !survey.hasDaemon {
        .refused(.missing("there is no sshd here: apt-get install openssh-server"))
      } else if survey.configuration == nil {
        .refused(.missing("\(configuration.text) cannot be read (apt-get install openssh-server makes the usual one)"))
      } else {
        .done
      }
    return SetupStep(name: .sshd, purpose: "OpenSSH's server lets annotators in.", state: state, undo: nil)
  }

  private var programStep: SetupStep {
    let install = "as root: install -m 755 \(program.text) /usr/local/bin/scholium, then run that one"
    let state: SetupStep.State =
      if let why = programFault { .refused(.notPermitted("\(why) (\(install))")) } else { .done }
    return SetupStep(
      name: .program,
      purpose: "\(program.text) tells sshd whose a key is, so only root may be able to change it: sshd insists.",
      state: state, undo: nil)
  }

  private var programFault: String? {
    guard let trail = survey.program, trail.isComplete, let file = trail.stops.last, file.kind == .file else {
      return "there is no program \(program.text)"
    }
    if let why = PathTrail.weakness(of: trail.stops) { return why }
    if file.mode & 0o005 != 0o005 { return "\(program.text) cannot be run by other accounts" }
    return PathTrail.barrier(in: trail.stops.dropLast())
  }

  private var accountStep: SetupStep {
    SetupStep(
      name: .account,
      purpose: """
        Annotators log in to the system account \(account.description): it has no password, and its login shell is scholium itself, \
        so that no path leads to another shell.
        """,
      state: accountState, undo: "userdel \(account)")
  }

  private var accountState: SetupStep.State {
    guard let found = survey.account else {
      return .toDo([
        .run(
          program: "useradd",
          arguments: [
            "--system", "--user-group", "--no-create-home", "--home-dir", workspace.text, "--shell", program.text,
            "--password", "*", "--comment", ServiceAccount.mark, account.description,
          ])
      ])
    }
    guard found.isOurs else {
      return .refused(
        .notPermitted(
          "the account \(account) is there already and was not made by scholium ssh setup (name another with --account)"
        ))
    }
    guard found.home == workspace.text else {
      return .refused(
        .notPermitted(
          "the account \(account) serves \(found.home) (take that away first: scholium ssh setup --remove --account \(account); or name another account)"
        ))
    }
    var arguments: [String] = []
    if found.shell != program.text { arguments += ["--shell", program.text] }
    // `!` instead of `*` would be a locked account, of which sshd refuses the keys.
    if found.password == .other { arguments += ["--password", "*"] }
    return arguments.isEmpty ? .done : .toDo([.run(program: "usermod", arguments: arguments + [account.description])])
  }

  private var workspaceStep: SetupStep {
    SetupStep(
      name: .workspace,
      purpose: """
        \(workspace.text) and the queue in it belong to \(account.description), and no other account can look in: it cannot read, \
        change or replace the database.
        """,
      state: workspaceState, undo: "chown root:root \(workspace.text) and the queue's files")
  }

  private var workspaceState: SetupStep.State {
    if let why = workspaceFault { return .refused(.usage(why)) }
    guard let files = survey.queueFiles else {
      // Another account's closed folder: only root can see whether all is well in it.
      return survey.account == nil
        ? .refused(.notPermitted("\(workspace.text) cannot be read (run it as root)")) : .done
    }
    if let odd = files.dropFirst().first(where: { $0.kind != .file || $0.links > 1 }) {
      return .refused(.usage("\(odd.path) is not one file of its own (take away the link, then run it again)"))
    }
    var changes: [SetupChange] = []
    let owner = SetupChange.Owner.account(account)
    for file in files {
      let mode: mode_t = file.kind == .folder ? 0o700 : 0o600
      let isRight = survey.account.map { $0.user == file.owner && $0.group == file.group } ?? false
      if !isRight || file.mode != mode { changes.append(.give(path: file.path, to: owner, mode: mode)) }
    }
    let found = Set(files.map(\.path))
    changes += SetupPaths.made.map { "\(workspace.text)/\($0)" }.filter { !found.contains($0) }
      .map { .make(path: $0, for: owner, mode: 0o600) }
    return changes.isEmpty ? .done : .toDo(changes)
  }

  private var workspaceFault: String? {
    let path = workspace.text
    guard let trail = survey.workspace, trail.isComplete, let folder = trail.stops.last else {
      return "there is no folder \(path) (scholium init \(path) makes a workspace)"
    }
    let above = trail.stops.dropLast()
    if folder.kind == .link { return "\(path) is a symbolic link (give the real path)" }
    let system = ["bin", "boot", "dev", "etc", "lib", "lib64", "proc", "root", "run", "sbin", "sys"]
    guard workspace.parts.count > 1, !system.contains(workspace.parts[0]) else {
      return
        "\(path) is a folder of the system's (make the workspace in a folder of its own, such as /srv/scholium/films)"
    }
    if let inhabitant = survey.inhabitant {
      return "\(path) is the home of \(inhabitant) (make the workspace in a folder of its own)"
    }
    if let why = PathTrail.weakness(of: above) {
      return """
        \(why), so somebody could put another database in the queue's place (make the workspace where only root may \
        write, such as /srv/scholium/films)
        """
    }
    if let why = PathTrail.barrier(in: above) { return why }
    // Those who may not look in cannot tell.
    if survey.queueFiles != nil, !survey.hasTasks {
      return "\(path) is no workspace: it has no tasks/*/task.yaml (scholium init \(path) makes one)"
    }
    return nil
  }

  private var snippetPath: PlainPath { SetupPaths.snippet(of: configuration) }

  private var snippet: Snippet { Snippet(account: account, program: program, workspace: workspace) }

  private var configurationStep: SetupStep {
    SetupStep(
      name: .configuration,
      purpose:
        "\(snippetPath.text) tells sshd what holds for \(account.description). sshd examines it before it is kept.",
      state: configurationState, undo: "rm \(snippetPath.text)")
  }

  private var configurationState: SetupStep.State {
    if survey.configuration?.includesSnippet == false {
      return .refused(
        .missing(
          "\(configuration.text) does not include \(snippetPath.text) (make this its first line: Include \(snippetPath.parent.text)/*.conf)"
        ))
    }
    if let found = survey.snippet {
      guard let served = Snippet.account(servedBy: found) else {
        return .refused(
          .notPermitted("\(snippetPath.text) was not made by scholium ssh setup (move it away, then run it again)"))
      }
      guard served == account.description else {
        return .refused(
          .notPermitted(
            "\(snippetPath.text) serves the account \(served) (take that away first: scholium ssh setup --remove --account \(served))"
          ))
      }
    }
    guard survey.snippet != snippet.text else { return .done }
    let change = ConfigurationChange(
      path: snippetPath, before: survey.snippet, after: snippet.text, configuration: configuration,
      expected: ConfigurationChange.Expectation(account: account, settings: snippet.settings))
    return .toDo([.replace(change)])
  }

  private var reloadStep: SetupStep {
    .reload(after: configurationState, configuration: configuration, survey: survey)
  }
}

extension SetupStep {
  /// sshd has to hear of what changed.
  static func reload(after state: State, configuration: PlainPath, survey: SetupSurvey) -> SetupStep {
    let usesService = survey.hasSystemd && configuration.text == DaemonConfiguration.usualPath
    let reload: DaemonReload =
      usesService ? .service : .hangUp(pidFile: survey.configuration?.pidFile ?? "/run/sshd.pid")
    var next = State.done
    if case .toDo = state { next = .toDo([.reload(reload)]) }
    return SetupStep(
      name: .reload, purpose: "sshd reads it; who is logged in stays.", state: next, undo: nil)
  }
}
