import ArgumentParser

struct SSH: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssh", abstract: "Serves annotators over OpenSSH: a key says who they are, and there is no shell.",
    example: "ssh setup --dry-run",
    subcommands: [SSHSetup.self, SSHKeys.self, SSHSession.self])
}
