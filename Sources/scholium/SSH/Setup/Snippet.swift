import Operations

/// `scholium.conf`, the part of sshd's configuration that serves annotators (sshd_config(5)).
struct Snippet: Hashable {
  struct Setting: Hashable {
    let keyword: String
    let value: String
  }

  static let fileName = "scholium.conf"

  let account: AccountName
  let program: PlainPath
  let workspace: PlainPath

  private static let title = "# Scholium: annotators over SSH. Made by `scholium ssh setup`; `--remove` takes it away."

  /// What holds for the account, in groups, each with its reason.
  private var groups: [(reason: String, settings: [Setting])] {
    [
      (
        "A key is the only way in, and it has to be in the queue: keys in files and certificates do not count.",
        [
          Setting(keyword: "AuthenticationMethods", value: "publickey"),
          Setting(keyword: "PubkeyAuthentication", value: "yes"),
          Setting(keyword: "PasswordAuthentication", value: "no"),
          Setting(keyword: "KbdInteractiveAuthentication", value: "no"),
          Setting(keyword: "AuthorizedKeysFile", value: "none"),
          Setting(keyword: "TrustedUserCAKeys", value: "none"),
        ]
      ),
      (
        "Asked at every login whose key this is: who is paused or removed is so at once.",
        [
          Setting(keyword: "AuthorizedKeysCommand", value: "\(program.text) ssh keys --workspace \(workspace.text) %f"),
          Setting(keyword: "AuthorizedKeysCommandUser", value: account.description),
        ]
      ),
      (
        "What runs is what the key's line says, in a terminal, and nothing else: no tunnels, no files of the home.",
        [
          Setting(keyword: "ForceCommand", value: "none"),
          Setting(keyword: "DisableForwarding", value: "yes"),
          Setting(keyword: "PermitTunnel", value: "no"),
          Setting(keyword: "PermitTTY", value: "yes"),
          Setting(keyword: "PermitUserRC", value: "no"),
          Setting(keyword: "MaxSessions", value: "1"),
        ]
      ),
      (
        "No variable of the client's comes along: this list, of a name that nobody sends, replaces `LANG LC_*`.",
        [Setting(keyword: "AcceptEnv", value: "SCHOLIUM_NONE")]
      ),
      (
        "A crash, or the key that quits, starts no debugger of Swift's at the annotator's terminal.",
        [Setting(keyword: "SetEnv", value: "SWIFT_BACKTRACE=enable=no")]
      ),
      (
        "The session can check which key was really used.",
        [Setting(keyword: "ExposeAuthInfo", value: "yes")]
      ),
      (
        "A line that is silent for 45 s is dead; what was on the screen goes back to its annotator.",
        [
          Setting(keyword: "ClientAliveInterval", value: "15"),
          Setting(keyword: "ClientAliveCountMax", value: "3"),
        ]
      ),
    ]
  }

  /// What sshd must find for the account.
  var settings: [Setting] { groups.flatMap(\.settings) }

  var text: String {
    var lines = [
      Self.title, "",
      "# 64 people may log in at the same moment; of so many the usual 10:30:100 turns some away.",
      "MaxStartups 100:30:200", "", "Match User \(account)",
    ]
    for group in groups {
      lines.append("  # \(group.reason)")
      lines += group.settings.map { "  \($0.keyword) \($0.value)" }
    }
    lines += ["Match all", ""]
    return lines.joined(separator: "\n")
  }

  /// The account that a file serves; nil where the file was not made here.
  static func account(servedBy text: String) -> String? {
    guard text.hasPrefix(title) else { return nil }
    return text.split(separator: "\n").first { $0.hasPrefix("Match User ") }.map { String($0.dropFirst(11)) }
  }
}
