import Labeling
import TaskFiles

/// Task files that do not compile. All of their faults, warnings too.
public struct DefinitionFaults: Error, Hashable, Sendable {
  public let faults: [Fault]

  public init(_ faults: [Fault]) { self.faults = faults }
}

extension Compiled {
  /// The definition; where there is none, its faults as an error.
  func usable() throws(DefinitionFaults) -> TaskDefinition {
    guard let definition, !faults.contains(where: { $0.severity == .error }) else { throw DefinitionFaults(faults) }
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
