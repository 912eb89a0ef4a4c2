import Queue

/// Who may do what over SSH: every command of the program, in the order of its help.
enum Permissions {
  private static let people: Set<Role> = [.annotator, .reviewer, .engineer, .admin]
  private static let judges: Set<Role> = [.reviewer, .engineer, .admin]
  private static let keepers: Set<Role> = [.engineer, .admin]
  private static let admins: Set<Role> = [.admin]
  private static let everybody = Set(Role.allCases)

  static let table: [Permission] = [
    Permission(command: ["init"], roles: []),
    Permission(command: ["demo"], roles: []),
    Permission(command: ["check"], roles: keepers, flags: ["--json"], operands: [.name], isOpenEnded: true),
    Permission(
      command: ["plan"], roles: keepers, options: ["--channel": .name, "--weight": .number, "--pool": .name],
      flags: ["--json"], operands: [.name], required: 1),
    Permission(
      command: ["publish"], roles: keepers,
      options: ["--channel": .name, "--weight": .number, "--pool": .name, "--expect": .number],
      flags: ["--json", "--allow-stuck"], operands: [.name], required: 1),
    Permission(command: ["channel", "list"], roles: judges, flags: ["--json"], operands: [.name], required: 1),
    channel("promote", options: ["--to": .name]),
    Permission(
      command: ["channel", "weight"], roles: keepers, options: ["--channel": .name], flags: ["--json"],
      operands: [.name, .name, .number], required: 2),
    channel("pause"), channel("resume"), channel("retire"),
    channel("retire-tail", options: ["--ui": .number]),
    Permission(
      command: ["map"], roles: judges, options: ["--from": .number, "--to": .number], flags: ["--json"],
      operands: [.name], required: 1),
    Permission(
      command: ["relabel"], roles: judges, options: ["--channel": .name], flags: ["--json"], operands: [.name],
      required: 1),
    Permission(
      command: ["import"], roles: keepers,
      options: [
        "--format": .name, "--mapping": .name, "--channel": .name, "--ui": .number, "--taxonomy": .number,
        "--repeats": .name,
      ], flags: ["--json", "--update"], operands: [.name, .standardInput], required: 2),
    Permission(
      command: ["annotate"], roles: people, options: ["--channel": .name, "--theme": .name],
      flags: ["--plain", "--mouse", "--take-over"], operands: [.name]),
    Permission(
      command: ["review"], roles: judges, options: ["--channel": .name, "--only": .name, "--theme": .name],
      flags: ["--hide-names", "--list", "--json"], operands: [.name], required: 1),
    Permission(command: ["pipe"], roles: [.job], options: ["--channel": .name], operands: [.name], required: 1),
    Permission(
      command: ["browse"], roles: people,
      options: ["--channel": .name, "--limit": .number, "--theme": .name], flags: ["--json", "--list", "--hide-names"],
      operands: [.name, .name], required: 1, isOpenEnded: true),
    Permission(
      command: ["status"], roles: everybody, options: ["--interval": .number, "--theme": .name],
      flags: ["--json", "--watch"], operands: [.name]),
    Permission(
      command: ["export"], roles: admins,
      options: [
        "--channel": .name, "--format": .name, "--taxonomy": .number, "--as-of": .name, "--consensus": .name,
      ], flags: ["--json", "--responses", "--with-data"], operands: [.name], required: 1),
    Permission(
      command: ["gold"], roles: admins, options: ["--channel": .name, "--by": .name], flags: ["--json", "--answers"],
      operands: [.name], required: 1),
    Permission(command: ["annotators", "list"], roles: judges, flags: ["--json"]),
    Permission(
      command: ["annotators", "add"], roles: admins,
      options: ["--pool": .name, "--kind": .name, "--role": .name, "--key": .standardInput], flags: ["--json"],
      operands: [.name], required: 1, isOpenEnded: true),
    Permission(
      command: ["annotators", "remove"], roles: admins, options: ["--key": .name], flags: ["--json"],
      operands: [.name], required: 1),
    Permission(command: ["annotators", "pause"], roles: admins, flags: ["--json"], operands: [.name], required: 1),
    Permission(command: ["annotators", "resume"], roles: admins, flags: ["--json"], operands: [.name], required: 1),
    Permission(
      command: ["annotators", "role"], roles: admins, flags: ["--json"], operands: [.name, .name], required: 2),
    Permission(
      command: ["annotators", "qualify"], roles: admins, flags: ["--json"], operands: [.name, .name], required: 2),
    Permission(command: ["annotators", "keys"], roles: admins, flags: ["--json"], operands: [.name]),
    Permission(command: ["sessions", "list"], roles: admins, flags: ["--json"]),
    Permission(command: ["sessions", "end"], roles: admins, flags: ["--json"], operands: [.name], required: 1),
    Permission(command: ["theme", "list"], roles: people, flags: ["--json"]),
    Permission(command: ["theme", "show"], roles: people, flags: ["--json"], operands: [.name], required: 1),
    Permission(command: ["theme", "check"], roles: []),
    Permission(command: ["completions"], roles: []),
    Permission(command: ["audit"], roles: admins, flags: ["--json"]),
    Permission(command: ["doctor"], roles: admins, flags: ["--json", "--thorough"]),
    Permission(command: ["backup"], roles: []),
    Permission(command: ["restore"], roles: []),
    Permission(command: ["ssh", "setup"], roles: []),
    Permission(command: ["ssh", "keys"], roles: []),
    Permission(command: ["ssh", "session"], roles: []),
  ]

  /// Groups of commands that stand for one of theirs.
  static let defaults = ["annotators": "list", "sessions": "list"]

  private static func channel(_ move: String, options: [String: Permission.Shape] = [:]) -> Permission {
    Permission(
      command: ["channel", move], roles: keepers,
      options: options.merging(["--channel": .name]) { own, _ in own }, flags: ["--json"], operands: [.name, .name],
      required: 1)
  }

  /// What a role may ask for.
  static func permitted(_ role: Role) -> [Permission] { table.filter { $0.roles.contains(role) } }

  /// The command that some words begin with, and the words behind it; nil where there is no such command.
  static func find(_ words: [String]) -> (Permission, arguments: [String])? {
    var words = words
    if let first = words.first, let usual = defaults[first], words.count == 1 || words[1].hasPrefix("-") {
      words.insert(usual, at: 1)
    }
    guard let found = table.first(where: { words.starts(with: $0.command) }) else { return nil }
    return (found, Array(words.dropFirst(found.command.count)))
  }
}
