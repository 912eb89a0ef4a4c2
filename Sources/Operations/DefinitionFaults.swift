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
