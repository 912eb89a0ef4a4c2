import ArgumentParser
import Queue
import Text

/// What sshd asks who a key belongs to (sshd_config(5), AuthorizedKeysCommand).
struct SSHKeys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Prints the keys as sshd's AuthorizedKeysCommand wants them.",
    discussion:
      "A line a key, which lets its owner do nothing but what their role permits: see sshd(8), authorized_keys.",
    example: "ssh keys --workspace films")

  @OptionGroup var workspace: WorkspaceOptions
  @Argument(help: "Of one key only, as sshd's %f gives it.") var fingerprint: String?

  func run() throws {
    let program = try PlainPath.resolving("/proc/self/exe", of: "program").text
    let root = try PlainPath.resolving(try workspace.root(), of: "workspace").text
    let people = try workspace.store().read { try $0.persons() }
    for key in people.flatMap(\.keys) where fingerprint == nil || key.fingerprint == fingerprint {
      let command = "\(program) ssh session --workspace \(root) --key \(key.fingerprint)"
      try Console.print(Displayable("restrict,pty,command=\"\(command)\" \(key.algorithm) \(key.body)"))
    }
  }
}
