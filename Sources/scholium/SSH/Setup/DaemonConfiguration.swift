import Glibc

/// What sshd's configuration file says of the two things that setting up must know (sshd_config(5)).
struct DaemonConfiguration: Hashable {
  static let usualPath = "/etc/ssh/sshd_config"

  /// Whether it reads the file of a path before its first `Match`.
  var includesSnippet = false
  /// Where sshd writes its process id.
  var pidFile = "/run/sshd.pid"

  /// - Parameter snippet: the path that is asked about.
  init(text: String, snippet: PlainPath) {
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "=" }.map(String.init)
      guard let keyword = words.first?.lowercased(), !keyword.hasPrefix("#") else { continue }
      switch keyword {
      case "match": return
      case "include": if words.dropFirst().contains(where: { Self.matches($0, snippet) }) { includesSnippet = true }
      case "pidfile": if words.count > 1 { pidFile = words[1] }
      default: break
      }
    }
  }

  /// A pattern without a folder is one of `/etc/ssh`.
  private static func matches(_ pattern: String, _ path: PlainPath) -> Bool {
    let bare = pattern.filter { $0 != "\"" }
    return fnmatch(bare.hasPrefix("/") ? bare : "/etc/ssh/\(bare)", path.text, FNM_PATHNAME) == 0
  }
}
