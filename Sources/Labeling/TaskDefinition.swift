/// A task as its files define it: one UI version, taxonomy version, schema version and policy, not published yet.
public struct TaskDefinition: Hashable, Sendable {
  public var name: TaskName
  public var title: String
  /// The dataset whose examples it draws from.
  public var dataset: String
  /// Tasks with the same scope share their exposures (rule 1); the task's own name unless declared.
  public var exposureScope: String
  public var policy: Policy
  public var ui: UserInterface
  public var taxonomy: Taxonomy
  public var schema: Schema
  /// In the order of `gold.jsonl`. No part of the build.
  public var gold: [GoldExample]

  public init(
    name: TaskName, title: String, dataset: String? = nil, exposureScope: String? = nil, policy: Policy = Policy(),
    ui: UserInterface, taxonomy: Taxonomy, schema: Schema = .open, gold: [GoldExample] = []
  ) {
    self.name = name
    self.title = title
    self.dataset = dataset ?? name.rawValue
    self.exposureScope = exposureScope ?? name.rawValue
    self.policy = policy
    self.ui = ui
    self.taxonomy = taxonomy
    self.schema = schema
    self.gold = gold
  }
}
