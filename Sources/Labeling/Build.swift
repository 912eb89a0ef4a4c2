import Records

/// An immutable compilation of one UI version, taxonomy version, schema version and policy of a task.
public struct Build: Hashable, Sendable {
  public let task: TaskName
  public let title: String
  public let ui: UserInterface
  /// The identity of the UI version under rule 1: the digest of its first edition.
  public let uiVersion: Digest
  public let taxonomy: Taxonomy
  public let taxonomyDigest: Digest
  public let schema: Schema
  public let policy: Policy
  /// SHA-256 over the task's name and the digests of its parts.
  public let id: Digest
  /// The questions as they are asked under this taxonomy version: `ui.ask` with the labels of `under` and `when` resolved.
  public let ask: [Question]
  /// Per question the labels that it really offers.
  public let offered: [QuestionID: [Label]]
  /// The same as integers, for look-ups: official code lists offer thousands.
  let offeredSpaces: [QuestionID: LabelSpace]
  /// Labels that the screen names and this taxonomy version has no exact label for: such a build does not compile.
  public let unresolved: [LabelID]

  /// Compiles a build. `uiVersion` is the first edition's digest where `ui` is a later edition.
  ///
  /// - Parameter naming: from the taxonomy version that the screen was first published with, whose labels it names, to
  ///   this one; nil where that is this one.
  public init(
    task: TaskName, title: String, ui: UserInterface, uiVersion: Digest? = nil, taxonomy: Taxonomy, schema: Schema,
    policy: Policy, naming: Relation? = nil
  ) {
    self.task = task
    self.title = title
    self.ui = ui
    self.uiVersion = uiVersion ?? ui.digest
    self.taxonomy = taxonomy
    taxonomyDigest = taxonomy.digest
    self.schema = schema
    self.policy = policy
    var names = LabelNames(taxonomy: taxonomy, naming: naming)
    let ask = ui.ask.map { names.resolve($0) }
    self.ask = ask
    self.unresolved = names.unresolved
    let offered = Dictionary(
      ask.map { ($0.id, $0.offered(by: taxonomy)) }, uniquingKeysWith: { first, _ in first })
    self.offered = offered
    self.offeredSpaces = offered.mapValues { LabelSpace($0.map(\.id)) }
    let parts = [self.uiVersion, ui.digest, taxonomyDigest, schema.digest, policy.digest]
    let identity = JSON.object(
      JSONObject([
        ("parts", .array(parts.map { .string($0.description) })), ("task", .string(task.rawValue)),
        ("title", .string(title)),
      ]))
    self.id = Digest(of: identity.canonical())
  }

  /// A label that a question offers, nil for any other.
  public func label(_ id: LabelID, offeredBy question: QuestionID) -> Label? {
    guard let place = offeredSpaces[question]?.place(of: id) else { return nil }
    return offered[question]?[place]
  }

  /// The questions that an answer must have, where they are shown.
  public var required: [Question] { ask.filter { !$0.isOptional } }

  /// False where the screen names labels that the taxonomy does not have, or a question has nothing to offer.
  public var compiles: Bool {
    unresolved.isEmpty
      && ask.allSatisfy { question in
        if case .text = question.kind { true } else { offered[question.id]?.isEmpty == false }
      }
  }
}

/// Finds the labels that a screen names under the taxonomy version it is compiled with (VERSIONS.md 1).
private struct LabelNames {
  let taxonomy: Taxonomy
  let naming: Relation?
  var unresolved: [LabelID] = []

  mutating func resolve(_ question: Question) -> Question {
    var resolved = question
    resolved.under = question.under.flatMap { resolve($0) }
    resolved.when = question.when.map { condition in
      Question.Condition(question: condition.question, labels: condition.labels.compactMap { resolve($0) })
    }
    return resolved
  }

  private mutating func resolve(_ id: LabelID) -> LabelID? {
    let found = naming.map { $0.exactImage(of: id) } ?? id
    if let found, taxonomy[found] != nil { return found }
    if !unresolved.contains(id) { unresolved.append(id) }
    return nil
  }
}
