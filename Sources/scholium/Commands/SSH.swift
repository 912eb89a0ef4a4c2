import ArgumentParser

struct SSH: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssh",
    abstract: "Serves annotators over OpenSSH: a key says who somebody is, and nobody gets a shell.",
    subcommands: [SSHSetup.self])
}
