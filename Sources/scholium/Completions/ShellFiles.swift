import ArgumentParser
import Glibc
import Operations

/// What shells and man read: scripts that the argument parser writes, and the manual page that its tool wrote.
struct ShellFiles {
  struct Entry {
    let path: String
    let bytes: [UInt8]
  }

  /// The manual page, as .ci/manual made it from the program's help.
  static let manual = PackageResources.scholium_1

  let entries: [Entry]

  var paths: [String] { entries.map(\.path) }

  /// - Parameter folder: `share` of the place to install to.
  init(folder: String) throws {
    func script(_ shell: CompletionShell) -> [UInt8] { Array(Scholium.completionScript(for: shell).utf8) }
    entries = [
      Entry(path: "\(folder)/bash-completion/completions/scholium", bytes: script(.bash)),
      Entry(path: "\(folder)/zsh/site-functions/_scholium", bytes: script(.zsh)),
      Entry(path: "\(folder)/fish/vendor_completions.d/scholium.fish", bytes: script(.fish)),
      Entry(path: "\(folder)/man/man1/scholium.1", bytes: Self.manual),
    ]
  }

  /// Each file is whole or as it was before.
  func install() throws -> [String] {
    for entry in entries {
      try Self.makeFolders(above: entry.path)
      var file = try WholeFile(at: entry.path)
      try file.append(entry.bytes)
      try file.keep()
    }
    return paths
  }

  /// The files that were there; those of other programs in the same folders stay.
  func remove() throws -> [String] {
    try paths.filter { path in
      if unlink(path) == 0 { return true }
      guard errno == ENOENT || errno == ENOTDIR else { throw Self.failure(path) }
      return false
    }
  }

  private static func makeFolders(above path: String) throws(OperationError) {
    for slash in path.indices.dropFirst() where path[slash] == "/" {
      let folder = String(path[..<slash])
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure(folder) }
    }
  }

  private static func failure(_ path: String) -> OperationError {
    .cannotWrite(path: path, why: "\(String(cString: strerror(errno))) (take a place of your own with --prefix DIR)")
  }
}
