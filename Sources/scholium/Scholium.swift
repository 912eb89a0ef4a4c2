import ArgumentParser
import Glibc
import Operations
import Text

/// The program: arguments in, printing out.
///
/// Every command says its own name: ArgumentParser asks the Swift runtime for the rest, whose look through all
/// conformances of all types took a quarter of the time until the first command ran.
@main
struct Scholium: ParsableCommand {
  static let version = "0.1.0"
  static let program = "scholium \(version)"

  static let configuration = CommandConfiguration(
    commandName: "scholium",
    abstract: "A terminal annotation workbench: every label knows who gave it, on which screen, in which vocabulary.",
    discussion: """
      Examples:
        scholium demo
        scholium init films
        scholium help publish
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Annotators'",
        subcommands: [Annotate.self, DemoCommand.self, ThemeCommand.self, CompletionsCommand.self]),
      CommandGroup(name: "Reviewers'", subcommands: [Review.self, Browse.self]),
      CommandGroup(
        name: "Engineers'",
        subcommands: [
          Init.self, Check.self, Plan.self, Publish.self, ChannelCommand.self, MapCommand.self, Relabel.self,
          Import.self, Pipe.self,
        ]),
      CommandGroup(
        name: "Administrators'",
        subcommands: [
          StatusCommand.self, Export.self, GoldCommand.self, Annotators.self, SessionsCommand.self, AuditCommand.self,
          SSH.self,
          DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
        ]),
    ])

  static func main() {
    // A reader that goes away is an error of the write, not the end of the process inside a transaction.
    signal(SIGPIPE, SIG_IGN)
    // A file at its size limit (setrlimit(2)) is an error of the write, too.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try OpenFiles.check()
      var command = try parseAsRoot(LoginShell.words(of: CommandLine.arguments))
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Says what happened, once, and ends the process with its status.
  private static func end(with error: any Error) -> Never {
    ProgressLine.clear()
    guard let status = ExitStatus(error) else { endForeign(error) }
    switch error {
    case is Ended, is ClosedPipe: break
    case let error as DefinitionFaults: Faults.say(error.faults)
    default: Console.say("scholium: \(String(describing: error))")
    }
    Glibc.exit(status.code)
  }

  /// Help and the version are results; what is wrong with the arguments is a message; all else is a fault of ours.
  private static func endForeign(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    switch code {
    case .failure:
      Console.say("scholium: \(String(describing: error)) (please report this)")
      Glibc.exit(ExitStatus.ourFault.code)
    case .success:
      try? Console.print(Displayable(fullMessage(for: error)))
    default:
      // The parser's own prefix makes way for the one that every message has.
      let message = fullMessage(for: error)
      Console.say("scholium: \(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)")
    }
    Glibc.exit(code.rawValue)
  }
}

extension Surroundings {
  /// This machine's clock and chance, under the program's name.
  static let here = Surroundings.system(program: Scholium.program)
}
