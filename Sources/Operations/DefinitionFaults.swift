import Labeling
import TaskFiles

/// Task files that do not compile. All of their faults, warnings too.
public struct DefinitionFaults: Error, Hashable, Sendable {
  public let faults: [Fault]

  public init(_ faults: [Fault]) { self.faults = faults }
}

extension Compiled {
  /// The definition; where there is none, its faults as an error: all that `check` tells, so that nobody mends them in
  /// rounds.
  ///
  /// - Parameter builds: every build of the task; those that cannot be read are none, for the files are faulty anyway.
  func usable(beside builds: () throws -> [Build] = { [] }) throws(DefinitionFaults) -> TaskDefinition {
    guard let definition, !faults.contains(where: { $0.severity == .error }) else {
      let check = PublishedCheck(self, against: (try? builds()) ?? [])
      throw DefinitionFaults((faults + check.faults).inOrder)
    }
    return definition
  }
}

extension [Fault] {
  /// By files in the order in which they first come up, then by lines.
  var inOrder: [Fault] {
    var places: [String: Int] = [:]
    for fault in self where places[fault.file] == nil { places[fault.file] = places.count }
    return sorted { (places[$0.file] ?? 0, $0.line, $0.column) < (places[$1.file] ?? 0, $1.line, $1.column) }
  }
}
