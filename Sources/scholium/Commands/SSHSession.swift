import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

/// What sshd runs for whoever comes with a key, whatever they asked for.
struct SSHSession: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Serves whoever came in with a key: the forced command that 'ssh keys' names.",
    example: "ssh session --workspace films --key SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8")

  @OptionGroup var workspace: WorkspaceOptions
  @Option(help: ArgumentHelp("The key that sshd let in.", valueName: "fingerprint")) var key: String

  func run() throws {
    let root = try workspace.root()
    let environment = SessionEnvironment.take()
    let desk = FrontDesk(root: root, environment: environment)
    let (words, visitor) = try desk.admit(key)
    try Visitor.$current.withValue(visitor) {
      var command = try Scholium.parseAsRoot(words + ["--workspace", root])
      try command.run()
    }
  }
}
