import FoundationEssentials

/// The programs that were built beside this one.
enum BuiltProgram {
  static func path(_ name: String) -> String {
    let own = CommandLine.arguments.first ?? ""
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// This one, for another process of it.
  static var own: String { absolute(path("scholium-bench")) }

  /// Runs start in another folder.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") || !path.contains("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }
}
