import FoundationEssentials

/// What was built beside this program.
enum BuiltProgram {
  static func path(_ name: String) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/\(name)"
  }

  static let saboteur = path("libSaboteur.so")
}
