import Labeling
import Queue
import TaskFiles

/// What publishing a task's files to a channel would change: the dry run of a migration.
public struct PublishPlan: Sendable {
  public struct Versions: Hashable, Sendable {
    public var ui: Int
    public var taxonomy: Int
    /// Nil without a `schema.yaml`.
    public var schema: Int?

    init(_ build: Build) {
      ui = build.ui.version
      taxonomy = build.taxonomy.version
      schema = build.schema.isDeclared ? build.schema.version : nil
    }
  }

  /// What becomes of a label of the channel's taxonomy version.
  public struct LabelFate: Hashable, Sendable {
    public var relation: Mapping.Row
    /// Answers that name it under that version.
    public var answers: Int
  }

  public var task: TaskName
  public var channel: String
  /// What the channel serves; nil for a new channel.
  public var current: Versions?
  public var next: Versions
  public var changes: PublishChanges
  /// Of the taxonomy version served, where the next is another.
  public var labels: [LabelFate]
  public var relabel: RelabelPlan
  /// Examples that do not conform to a changed schema.
  public var heldBack: Int
  /// Of the task, whatever channel is published.
  public var gold: GoldChange
  /// The state that this was reckoned from, for `publish --expect`; nil without a queue.
  public var revision: Int?
  public var warnings: [Fault]
}

/// What changed between two builds, in words; nil for a part that is the same.
public struct PublishChanges: Hashable, Sendable {
  public var ui: [String]?
  public var taxonomy: [String]?
  public var schema: [String]?
  public var policy: [String]?

  /// - Parameter old: nil for a first publication, in which all is new.
  init(from old: Build?, to new: Build) {
    guard let old else {
      ui = []
      taxonomy = []
      schema = new.schema.isDeclared ? [] : nil
      policy = []
      return
    }
    ui = Self.difference(from: old.ui, to: new.ui)
    taxonomy =
      old.taxonomy.digest == new.taxonomy.digest ? nil : Self.relation(from: old.taxonomy, to: new.taxonomy)
    schema = Self.difference(from: old.schema, to: new.schema)
    policy = old.policy.digest == new.policy.digest ? nil : new.policy.changes(since: old.policy)
  }

  private static func difference<Kind: Definition>(from old: Kind, to new: Kind) -> [String]? {
    old.digest == new.digest ? nil : DefinitionDiff(from: old, to: new).changes
  }

  /// The declared changes, then what else is different about labels that are in both.
  private static func relation(from old: Taxonomy, to new: Taxonomy) -> [String] {
    let declared = new.lineage.flatMap { lineage -> [String] in
      let changes = lineage.changes.map { change in
        lineage.parent == old.version ? change.phrase : "\(change.phrase) (from taxonomy \(lineage.parent))"
      }
      guard let concordance = lineage.concordance else { return changes }
      return changes + ["a table of \(concordance.rows.count) rows says what became of taxonomy \(lineage.parent)"]
    }
    guard !declared.isEmpty else { return DefinitionDiff(from: old, to: new).changes }
    let wording = DefinitionDiff(
      from: Taxonomy(version: old.version, labels: old.labels.filter { new[$0.id] != nil }),
      to: Taxonomy(version: new.version, labels: new.labels.filter { old[$0.id] != nil }))
    return declared + wording.changes
  }
}
