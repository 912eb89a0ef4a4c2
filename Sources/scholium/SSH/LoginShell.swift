import Operations

/// The program as an account's login shell: sshd runs `scholium -c 'COMMAND'` then, and no other shell is on the way. The
/// one command there is, is the forced one of a key.
enum LoginShell {
  /// The words to run; nil where the program was not started as a shell.
  ///
  /// - Throws: for anything but a key's own command.
  static func words(of arguments: [String]) throws(OperationError) -> [String]? {
    guard let program = arguments.first else { return nil }
    if program.hasPrefix("-") { throw closed }
    guard arguments.count > 1, arguments[1] == "-c" else { return nil }
    guard arguments.count == 3 else { throw closed }
    // Written by this program (SSHKeys), so that there is nothing to unquote.
    let words = arguments[2].split(separator: " ").map(String.init)
    guard words.count >= 3, words[0].hasPrefix("/"), Array(words[1...2]) == ["ssh", "session"] else { throw closed }
    return Array(words.dropFirst())
  }

  private static let closed = OperationError.notPermitted(
    "this account has no shell: it opens the workbench for whoever comes with a key (ask an administrator to add yours)"
  )
}
