import Glibc
import Testing

/// The whole program as users run it. One test at a time: they measure time and load the machine themselves.
@Suite(
  "End to end", .serialized, .enabled(if: Program.isBuilt, "no scholium to test: swift build, or set SCHOLIUM_BINARY"))
struct EndToEnd {
  static let sharedData = "\(Program.packageRoot)/../shared/data"
  static let hasSharedData = access(sharedData, R_OK) == 0
  static let hasTmux = Program.find("tmux") != nil
  static let hasSQLite = Program.find("sqlite3") != nil
}
