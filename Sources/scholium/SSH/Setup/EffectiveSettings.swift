import Glibc

/// What `sshd -T -C user=...` tells: the settings that would really hold for an account, a line each, keywords in small
/// letters (sshd(8)).
struct EffectiveSettings {
  private var values: [String: [String]] = [:]

  init(_ output: String) {
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard let keyword = parts.first else { continue }
      values[String(keyword), default: []].append(parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// Why the account would not be served as its settings say, with what to do; nil where it would be.
  func difference(from expected: ConfigurationChange.Expectation) -> String? {
    for setting in expected.settings {
      let found = values[setting.keyword.lowercased(), default: []]
      if found != [setting.value] {
        return """
          another file of sshd's settles \(setting.keyword) for \(expected.account): '\(found.joined(separator: " "))' instead of \
          '\(setting.value)' (take its Match block away, or let it spare this account)
          """
      }
    }
    let name = expected.account.description
    for keyword in ["AllowUsers", "AllowGroups"] {
      if let allowed = values[keyword.lowercased()], !allowed.contains(where: { Self.matches($0, name) }) {
        return "sshd's \(keyword) leaves \(name) out (add \(name) to it, then run it again)"
      }
    }
    for keyword in ["DenyUsers", "DenyGroups"] {
      if let denied = values[keyword.lowercased()], denied.contains(where: { Self.matches($0, name) }) {
        return "sshd's \(keyword) refuses \(name) (take it out of it, then run it again)"
      }
    }
    return nil
  }

  /// A pattern may name hosts after an `@`: those are the administrator's.
  private static func matches(_ pattern: String, _ name: String) -> Bool {
    fnmatch(String(pattern.prefix { $0 != "@" }), name, 0) == 0
  }
}
