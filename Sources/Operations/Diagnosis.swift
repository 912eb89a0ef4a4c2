import Queue

/// What an examination of a queue, its workspace and its surroundings came to.
public struct Diagnosis: Sendable {
  public var findings: [Finding]

  public init(_ findings: [Finding]) { self.findings = findings }

  /// True where nobody has to act.
  public var isSound: Bool { !findings.contains(where: \.isTrouble) }

  /// Whether the tasks of a workspace compile.
  ///
  /// - Parameter store: what is published; nil where it cannot be read.
  public static func workspace(_ root: String, against store: (any QueueStore)?) -> [Finding] {
    do {
      let checking = try Checking([], in: root, against: store)
      let faults = checking.faults.filter { $0.severity == .error }
      guard let first = faults.first else {
        let count = checking.definitions.count
        return [Finding(.workspace, .ok, "\(root): \(count) \(count == 1 ? "task compiles" : "tasks compile")")]
      }
      return [
        Finding(
          .workspace, .error,
          "\(faults.count) \(faults.count == 1 ? "fault" : "faults") in \(root)/tasks, the first: \(first)",
          remedy: "scholium check")
      ]
    } catch {
      return [Finding(.workspace, .error, "the tasks in \(root) cannot be read: \(error)", remedy: "scholium check")]
    }
  }
}
