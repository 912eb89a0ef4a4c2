/// Which room may import which module: the design's table.
enum House {
  /// What stands at the top of the repository, beside dotfiles.
  static let top: Set<String> = ["LICENSE", "Package.swift", "README.md", "Sources", "Tests", "tasks", "themes"]

  /// Everything that a file under `Sources/ROOM` may import. A room that stores or carries values may name the rooms
  /// that those values are of.
  static let rooms: [String: Set<String>] = [
    "Text": [],
    // The system only for its mathematics.
    "Canvas": ["Text", "Glibc"],
    "Records": [],
    "Labeling": ["Records", "Crypto"],
    "Consensus": ["Labeling"],
    "Interchange": ["Labeling", "Records"] + system,
    "TaskFiles": ["Labeling", "Canvas", "Records", "Yams"] + system,
    "Queue": ["Labeling", "Records", "Synchronization"],
    "Simulation": ["Queue", "Labeling", "Records", "Synchronization"],
    "SQLiteQueue": ["Queue", "Labeling", "Records", "GRDB", "GRDBSQLite", "Synchronization"] + system,
    "Terminal": ["Text", "Canvas", "CNcurses", "CTerminalGuard", "Synchronization"] + system,
    "Workbench": ["Text", "Canvas", "Labeling", "Queue", "Consensus"],
    "Operations": [
      "Labeling", "Records", "Queue", "TaskFiles", "Interchange", "Consensus", "Subprocess", "Synchronization",
      "Crypto", "Dispatch",
    ] + system,
    "CNcurses": [],
    "CTerminalGuard": [],
    "ScreenFloor": [],
    "Driving": ["Records", "Synchronization"] + system,
    "Saboteur": [],
    "QueueTwin": [],
    "scholium-bench": [
      "Records", "Labeling", "Queue", "SQLiteQueue", "Operations", "QueueTwin", "Driving", "ArgumentParser",
      "Synchronization",
    ] + system,
    "scholium-torture": [
      "Driving", "Records", "Labeling", "Queue", "SQLiteQueue", "Operations", "Simulation", "ArgumentParser",
      "Dispatch", "Synchronization",
    ] + system,
  ]

  /// What reaches the machine: kept out of the pure rooms.
  private static let system: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin"]

  /// The executable may import every room and the arguments.
  static let executable = "scholium"
}

private func + (left: Set<String>, right: Set<String>) -> Set<String> { left.union(right) }
