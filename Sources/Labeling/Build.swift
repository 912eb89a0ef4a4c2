import Records

/// An immutable compilation of one UI version, taxonomy version, schema version and policy of a task.
public struct Build: Hashable, Sendable {
  public let task: TaskName
  public let title: String
  public let ui: UserInterface
  /// The identity of the UI version under rule 1: the digest of its first edition.
  public let uiVersion: Digest
  public let taxonomy: Taxonomy
  public let schema: Schema
  public let policy: Policy
  /// SHA-256 over the task's name and the digests of its parts.
  public let id: Digest
  /// Per question the labels that it really offers.
  public let offered: [QuestionID: [Label]]

  /// Compiles a build. `uiVersion` is the first edition's digest where `ui` is a later edition.
  public init(
    task: TaskName, title: String, ui: UserInterface, uiVersion: Digest? = nil, taxonomy: Taxonomy, schema: Schema,
    policy: Policy
  ) {
    self.task = task
    self.title = title
    self.ui = ui
    self.uiVersion = uiVersion ?? ui.digest
    self.taxonomy = taxonomy
    self.schema = schema
    self.policy = policy
    self.offered = Dictionary(
      ui.ask.map { ($0.id, $0.offered(by: taxonomy)) }, uniquingKeysWith: { first, _ in first })
    let parts = [self.uiVersion, ui.digest, taxonomy.digest, schema.digest, policy.digest]
    let identity = JSON.object(
      JSONObject([
        ("parts", .array(parts.map { .string($0.description) })), ("task", .string(task.rawValue)),
        ("title", .string(title)),
      ]))
    self.id = Digest(of: identity.canonical())
  }

  /// The same task with the screen of an older build: what people who saw that screen go on with (VERSIONS.md 5, 'tails').
  /// Nil where the old screen names labels that the new taxonomy does not have.
  public func tail(for old: Build) -> Build? {
    let tail = Build(
      task: task, title: title, ui: old.ui, uiVersion: old.uiVersion, taxonomy: taxonomy, schema: schema,
      policy: policy)
    let compiles = old.ui.ask.allSatisfy { question in
      question.under.map { taxonomy[$0] != nil } ?? true && !question.offered(by: taxonomy).isEmpty
    }
    return compiles ? tail : nil
  }

  /// True where a valid answer of another build says the same here: the same taxonomy version, and every required
  /// question asked there with the same offered labels. Answers cross taxonomy versions by declared relations only.
  public func counts(answersOf other: Build) -> Bool {
    guard taxonomy.digest == other.taxonomy.digest else { return false }
    return ui.ask.filter { !$0.isOptional }.allSatisfy { question in
      other.ui.ask.contains { $0.isSame(as: question) } && offered[question.id] == other.offered[question.id]
    }
  }
}
