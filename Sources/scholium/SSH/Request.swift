import Queue

/// What somebody asked for over SSH, held against what they may.
struct Request: Sendable {
  /// Of a command line. sshd itself allows far more.
  static let limit = 4096

  /// The words to run, without where the workspace is.
  let words: [String]

  /// - Parameter line: what the client asked for; nil or empty opens the workbench.
  /// - Throws: `RefusedRequest`, which says what is allowed.
  init(_ line: String?, by role: Role) throws(RefusedRequest) {
    let line = line ?? ""
    guard line.utf8.count <= Self.limit else {
      throw RefusedRequest(why: "a command has \(Self.limit) bytes at the most", role: role)
    }
    // Words are what stands between spaces: there is no shell here, so nothing quotes, expands or joins commands.
    let isPlain = line.unicodeScalars.allSatisfy { scalar in
      scalar == " " || !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
    guard isPlain else { throw RefusedRequest(why: "a command is one line of plain words", role: role) }
    var given = line.split(separator: " ").map(String.init)
    if given.first == "scholium" { given.removeFirst() }
    if given.isEmpty { given = [Self.usual(for: role)].compactMap { $0 } }
    guard !given.isEmpty else {
      throw RefusedRequest(why: "say what to do: this key is a program's", role: role)
    }
    guard let (permission, arguments) = Permissions.find(given) else {
      throw RefusedRequest(why: given == ["help"] ? nil : "there is no command '\(given[0])' here", role: role)
    }
    guard permission.roles.contains(role) else {
      let command = permission.command.joined(separator: " ")
      throw RefusedRequest(
        why: permission.roles.isEmpty
          ? "'\(command)' is done at the machine itself, not over SSH"
          : "'\(command)' is not for the role \(role.rawValue)", role: role)
    }
    do {
      try permission.check(arguments)
    } catch {
      throw RefusedRequest(why: "\(error.why): \(error.usage)", role: role)
    }
    words = permission.command + arguments
  }

  private static func usual(for role: Role) -> String? { role == .job ? nil : "annotate" }
}

/// Why a request was refused, with the list of what is allowed.
struct RefusedRequest: Error, CustomStringConvertible {
  /// Nil for somebody who only asked what is allowed.
  let why: String?
  let role: Role

  var description: String {
    let allowed = Permissions.permitted(role).map { "  \($0.usage)\n" }.joined()
    return "\(why.map { $0 + "\n" } ?? "")as \(role.rawValue) you may ask for:\n\(allowed)"
  }
}
