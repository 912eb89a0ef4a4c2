import Driving
import Glibc

/// The stock `sqlite3` shell: another program with its own SQLite, which knows nothing of our rules.
enum SQLiteShell {
  private static let path = "/usr/bin/sqlite3"

  static func check() {
    if access(path, X_OK) != 0 { cannotRun("there is no sqlite3 shell (apt-get install sqlite3)") }
  }

  static func run(_ script: String, on database: String) throws -> (status: Int32, output: String, errors: String) {
    let child = try Child(
      [path, "-batch", database], environment: ["PATH": "/usr/bin", "HOME": "/nonexistent"], folder: "/")
    let outcome = Conversation.run(child, input: Array(script.utf8), until: Deadline(seconds: 30))
    return (
      outcome.status, String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errors, as: UTF8.self)
    )
  }
}
