import ArgumentParser
import Glibc
import Operations
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
    let program = try Self.plain(try Self.absolute("/proc/self/exe"))
    let root = try Self.plain(try Self.absolute(try workspace.root()))
    let people = try workspace.store().read { try $0.persons() }
    for key in people.flatMap(\.keys) where fingerprint == nil || key.fingerprint == fingerprint {
      let command = "\(program) ssh session --workspace \(root) --key \(key.fingerprint)"
      try Console.print(Displayable("restrict,pty,command=\"\(command)\" \(key.algorithm) \(key.body)"))
    }
  }

  private static func absolute(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else { throw OperationError.missing("there is no '\(path)'") }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A path that needs no quotes in a line of authorized keys, nor in a command.
  private static func plain(_ path: String) throws -> String {
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-".unicodeScalars.contains(scalar))
    }
    guard isPlain else {
      throw OperationError.usage(
        "'\(path)' has characters that a line of keys cannot hold (use a path of letters, digits, '.', '_' and '-')")
    }
    return path
  }
}
