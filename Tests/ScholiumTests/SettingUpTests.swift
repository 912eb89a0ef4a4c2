import Glibc
import Operations
import Testing

@testable import scholium

/// Plans are made of what was found, so that none of this needs root or a server.
@Suite("plans of ssh setup")
struct SettingUpTests {
  private let bare: SetupSurvey
  private let account: AccountName
  private let program: PlainPath
  private let workspace: PlainPath
  private let configuration: PlainPath

  init() throws {
    account = try AccountName("annotate")
    program = try PlainPath("/usr/local/bin/scholium", of: "program")
    workspace = try PlainPath("/srv/scholium/films", of: "workspace")
    configuration = try PlainPath("/etc/ssh/sshd_config", of: "configuration")
    bare = SetupSurvey(
      hasDaemon: true, hasSystemd: true,
      configuration: DaemonConfiguration(
        text: "Include /etc/ssh/sshd_config.d/*.conf\n", snippet: SetupPaths.snippet(of: configuration)),
      snippet: nil, account: nil, program: Self.trail(of: program, .file),
      workspace: Self.trail(of: workspace, .folder),
      hasTasks: true, inhabitant: nil, queueFiles: [Self.file("/srv/scholium/films", .folder, mode: 0o755)])
  }

  private static func trail(of path: PlainPath, _ kind: PathTrail.Stop.Kind) -> PathTrail {
    var stops = [PathTrail.Stop(path: "/", kind: .folder, owner: 0, mode: 0o755)]
    for count in path.parts.indices {
      let place = "/" + path.parts[...count].joined(separator: "/")
      stops.append(PathTrail.Stop(path: place, kind: .folder, owner: 0, mode: 0o755))
    }
    stops[stops.count - 1].kind = kind
    return PathTrail(stops: stops, isComplete: true)
  }

  private static func file(
    _ path: String, _ kind: PathTrail.Stop.Kind = .file, owner: uid_t = 0, mode: mode_t, links: UInt64 = 1
  ) -> SetupSurvey.OwnedFile {
    SetupSurvey.OwnedFile(
      path: path, kind: kind, owner: owner, isOrphan: false, group: owner, mode: mode, links: links)
  }

  private func plan(_ change: (inout SetupSurvey) -> Void = { _ in }) -> SetupPlan {
    var survey = bare
    change(&survey)
    return SettingUp(
      account: account, program: program, workspace: workspace, configuration: configuration, survey: survey
    ).plan()
  }

  private var settled: SetupSurvey {
    var survey = bare
    survey.account = ServiceAccount(
      user: 990, group: 990, home: workspace.text, shell: program.text, comment: ServiceAccount.mark, password: .none)
    survey.queueFiles =
      [Self.file(workspace.text, .folder, owner: 990, mode: 0o700)]
      + SetupPaths.made.map { Self.file("\(workspace.text)/\($0)", owner: 990, mode: 0o600) }
    survey.snippet = Snippet(account: account, program: program, workspace: workspace).text
    return survey
  }

  @Test func aBareServerGetsAllOfIt() {
    let plan = plan()
    #expect(plan.refusals.isEmpty)
    let changing = plan.steps.filter { !$0.changes.isEmpty }.map(\.name)
    #expect(changing == [.account, .workspace, .configuration, .reload])
    #expect(plan.changes.last == .reload(.service))
    let files = SetupPaths.made.map { "\(workspace.text)/\($0)" }
    for path in files { #expect(plan.changes.contains(.make(path: path, for: .account(account), mode: 0o600))) }
  }

  @Test func whatIsSoIsLeftAlone() { #expect(plan { $0 = settled }.changes.isEmpty) }

  @Test func onlyWhatDiffersIsChanged() {
    let own = SetupChange.Owner.account(account)
    let queue = "\(workspace.text)/queue.sqlite"
    #expect(
      plan {
        $0 = settled
        $0.queueFiles?[1].mode = 0o644
      }.changes == [.give(path: queue, to: own, mode: 0o600)])
    #expect(
      plan {
        $0 = settled
        $0.account?.password = .other
      }.changes == [.run(program: "usermod", arguments: ["--password", "*", "annotate"])])
    #expect(
      plan {
        $0 = settled
        $0.account?.shell = "/bin/sh"
      }.changes == [.run(program: "usermod", arguments: ["--shell", program.text, "annotate"])])
  }

  @Test func withoutSystemdTheProcessIsTold() {
    #expect(plan { $0.hasSystemd = false }.changes.last == .reload(.hangUp(pidFile: "/run/sshd.pid")))
  }

  @Test func everyFaultIsToldAtOnce() {
    let plan = plan {
      $0.hasDaemon = false
      $0.program?.stops[1].mode = 0o777
      $0.account = ServiceAccount(
        user: 1000, group: 1000, home: "/home/annotate", shell: "/bin/bash", comment: "", password: .other)
      $0.hasTasks = false
      $0.configuration?.includesSnippet = false
    }
    #expect(
      plan.steps.filter { $0.refusal != nil }.map(\.name) == [.sshd, .program, .account, .workspace, .configuration])
  }

  @Test(
    arguments: [
      (0, 0o775, 0), (1, 0o757, 0), (2, 0o755, 1000), (2, 0o750, 0),
    ] as [(Int, mode_t, uid_t)])
  func aFolderThatOthersCanChangeIsNoPlace(stop: Int, mode: mode_t, owner: uid_t) {
    let plan = plan {
      $0.workspace?.stops[stop].mode = mode
      $0.workspace?.stops[stop].owner = owner
    }
    #expect(plan.steps.filter { $0.refusal != nil }.map(\.name) == [.workspace])
  }

  @Test func anAccountOfSomebodyElseIsRefused() {
    for change: (inout ServiceAccount) -> Void in [
      { $0.comment = "" }, { $0.user = 1000 }, { $0.user = 0 }, { $0.home = "/srv/other" },
    ] {
      let plan = plan {
        $0 = settled
        if var account = $0.account {
          change(&account)
          $0.account = account
        }
      }
      #expect(plan.steps.first { $0.name == .account }?.refusal != nil)
    }
  }

  @Test func aLinkedQueueIsRefused() {
    for change: (inout SetupSurvey.OwnedFile) -> Void in [{ $0.links = 2 }, { $0.kind = .link }, { $0.kind = .folder }]
    {
      let plan = plan {
        $0 = settled
        if var file = $0.queueFiles?[1] {
          change(&file)
          $0.queueFiles?[1] = file
        }
      }
      #expect(plan.steps.first { $0.name == .workspace }?.refusal != nil)
    }
  }

  @Test func takingAwayUndoesWhatWasDone() {
    let plan = TakingAway(account: account, workspace: workspace, configuration: configuration, survey: settled).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.steps.map(\.name) == [.configuration, .reload, .account, .workspace])
    #expect(plan.changes.contains(.run(program: "userdel", arguments: ["annotate"])))
    #expect(plan.changes.contains(.give(path: "\(workspace.text)/queue.sqlite", to: .root, mode: 0o600)))
  }

  @Test func takingAwayGoesOnWhereItWasStopped() {
    var survey = settled
    survey.snippet = nil
    survey.account = nil
    for index in survey.queueFiles?.indices ?? 0..<0 { survey.queueFiles?[index].isOrphan = true }
    let plan = TakingAway(account: account, workspace: workspace, configuration: configuration, survey: survey).plan()
    #expect(plan.changes.count == 1 + SetupPaths.made.count)
  }

  @Test func whatIsNotOursIsNotTakenAway() {
    var survey = settled
    survey.account?.comment = "A person"
    survey.snippet = "Match User annotate\n"
    let plan = TakingAway(account: account, workspace: workspace, configuration: configuration, survey: survey).plan()
    #expect(plan.changes.isEmpty)
    #expect(plan.refusals.count == 2)
  }
}
