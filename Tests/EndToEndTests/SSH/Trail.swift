import Records
import Testing

/// What the audit trail of a workspace says.
struct Trail: CustomStringConvertible {
  private let entries: [JSON]

  init(of workspace: Workspace) throws {
    entries = try workspace.require(workspace.scholium("audit", "--json")).rows
  }

  /// In short: a test that fails would tell all of it.
  var description: String { "\(entries.count) entries" }

  /// Whether somebody was refused a command that they asked for from an address.
  func refused(_ who: String, _ command: String, from place: String = "127.0.0.1") -> Bool {
    entries.contains { entry in
      entry["what"]?.string == "refused" && entry["who"]?.string == who && entry["detail"]?["from"]?.string == place
        && entry["detail"]?["command"]?.string == command
    }
  }

  /// Whether something happened at the hands of somebody.
  func has(_ what: String, by who: String) -> Bool {
    entries.contains { $0["what"]?.string == what && $0["who"]?.string == who }
  }
}
