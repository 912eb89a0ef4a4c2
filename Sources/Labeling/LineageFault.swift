/// Something wrong in how a taxonomy version says that it came from its parents, and where.
public struct LineageFault: Error, Hashable, Sendable {
  /// What a message is about, so that whoever read the file can point at it.
  public enum Place: Hashable, Sendable {
    /// `lineage[parent]` as a whole.
    case parent(Int)
    /// `lineage[parent].changes[index]`
    case change(Int, parent: Int)
    /// `lineage[parent].concordance.rows[index]`
    case row(Int, parent: Int)
    /// A label of this version.
    case label(LabelID)
  }

  public enum Severity: Hashable, Sendable {
    case error, warning
  }

  public var place: Place
  public var severity: Severity
  /// What is wrong and, in parentheses, what to do.
  public var message: String

  public init(_ place: Place, severity: Severity = .error, _ message: String) {
    self.place = place
    self.severity = severity
    self.message = message
  }
}

extension Taxonomy {
  /// Everything wrong with how this version says it came from one parent: labels unexplained, missing, or with two fates.
  ///
  /// - Parameter index: the place of the entry in `lineage`.
  public func lineageFaults(from parent: Taxonomy, lineage index: Int) -> [LineageFault] {
    guard lineage.indices.contains(index) else { return [] }
    return Descent(of: self, from: parent, by: lineage[index], at: index).faults
  }

  /// The declared relation from a parent, nil if the parent is not declared or the declaration has errors.
  public func declaredRelation(from parent: Taxonomy) -> Relation? {
    guard let index = lineage.firstIndex(where: { $0.parent == parent.version }) else { return nil }
    let descent = Descent(of: self, from: parent, by: lineage[index], at: index)
    return descent.faults.contains { $0.severity == .error } ? nil : descent.relation
  }
}
