import ArgumentParser
import Glibc
import Operations
import Records
import TaskFiles
import Text

struct SSHSetup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Sets up what annotators need to log in: an account, file modes, sshd's configuration.",
    discussion: """
      Shows every step first, with what it changes, and asks. What is so already is left alone, so it can be run again \
      at any time. --remove takes it all away; what was answered stays.
      """, example: "ssh setup --workspace films --dry-run")

  @Option(
    help: ArgumentHelp("The workspace (default: the nearest folder upwards with tasks in it).", valueName: "dir"),
    completion: .directory)
  var workspace: String?
  @Option(help: ArgumentHelp("The system account that annotators log in to.", valueName: "name"))
  var account = "annotate"
  @Option(
    help: ArgumentHelp("The program that sshd shall run (default: this one).", valueName: "path"), completion: .file())
  var program: String?
  @Option(
    help: ArgumentHelp("The configuration of another sshd than the usual one.", valueName: "file"), completion: .file())
  var sshdConfig = DaemonConfiguration.usualPath
  @Flag(help: "Show what would be done, and do nothing.") var dryRun = false
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Take away what an earlier setup did.") var remove = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    if !dryRun {
      guard geteuid() == 0 else {
        throw OperationError.notPermitted(
          "this changes the system, and only root may: sudo \(CommandLine.arguments.joined(separator: " ")) (--dry-run only shows it)"
        )
      }
      guard yes || Console.isInteractive && !output.isJSON else {
        throw OperationError.usage("nobody is here to be asked (--yes does it without asking, --dry-run only shows it)")
      }
    }
    // What is made here is root's, and nobody else may write to it.
    umask(0o022)
    let plan = try remove ? removal() : setup()
    if !output.isJSON { try SetupPage.print(plan, isRemoval: remove) }
    if plan.refusals.isEmpty, !dryRun, !plan.changes.isEmpty, try isWanted() { try perform(plan) }
    if output.isJSON { try Console.print(json: SetupPage.json(plan, isDone: !dryRun && plan.refusals.isEmpty)) }
    for refusal in plan.refusals.dropLast() { Console.say("scholium: \(refusal.description)") }
    if let refusal = plan.refusals.last { throw refusal }
  }

  private func setup() throws -> SetupPlan {
    guard let folder = workspace ?? WorkspaceLocator.nearest(from: ".") else {
      throw OperationError.missing(
        "there is no workspace here or above: no folder with tasks/*/task.yaml (--workspace names one)")
    }
    let account = try AccountName(account)
    let place = try PlainPath(folder, of: "workspace")
    let configuration = try PlainPath(sshdConfig, of: "configuration")
    // Links are followed: sshd looks at where they lead.
    let program = try PlainPath.resolving(program ?? "/proc/self/exe", of: "program")
    let survey = SetupSurvey.read(
      account: account, configuration: configuration, program: program, workspace: place)
    return SettingUp(
      account: account, program: program, workspace: place, configuration: configuration, survey: survey
    ).plan()
  }

  private func removal() throws -> SetupPlan {
    let account = try AccountName(account)
    let configuration = try PlainPath(sshdConfig, of: "configuration")
    let found = ServiceAccount.find(account)
    let folder = workspace ?? (found?.isOurs == true ? found?.home : nil)
    let place = try folder.map { folder throws(OperationError) in try PlainPath(folder, of: "workspace") }
    let survey = SetupSurvey.read(account: account, configuration: configuration, program: nil, workspace: place)
    return TakingAway(account: account, workspace: place, configuration: configuration, survey: survey).plan()
  }

  private func isWanted() throws -> Bool {
    if yes { return true }
    try Console.write(Array("Do this? [y/N] ".utf8), to: STDERR_FILENO)
    let answer = readLine() ?? ""
    if ["y", "yes"].contains(answer.lowercased()) { return true }
    Console.say("Nothing was changed.")
    return false
  }

  /// Between two changes it can be stopped; running it again goes on from there.
  private func perform(_ plan: SetupPlan) throws {
    Interruption.watch()
    for step in plan.steps {
      for change in step.changes {
        try Interruption.check()
        try SetupWork.perform(change)
      }
    }
    guard !output.isJSON else { return }
    try Console.print(
      remove ? "Done: nobody can log in any more." : "Done: ssh \(account)@this-host lets in whose key is added.")
    if !remove { Console.say("Next:  scholium annotators add NAME --key FILE.pub") }
  }
}
