import Labeling
import Queue
import Records
import TaskFiles

/// Works out what a publication would do, and what a channel's work still takes. Writes nothing.
public struct Planning: Sendable {
  /// Called now and then with the examples read so far; what it throws ends the work.
  public typealias Checkpoint = (Int) throws -> Void

  private let store: (any QueueStore)?

  /// - Parameter store: nil where there is no queue yet.
  public init(store: (any QueueStore)?) { self.store = store }

  /// Plans the publication of a task's files.
  ///
  /// - Throws: `DefinitionFaults` for files that could not be published.
  public func plan(
    _ request: Publishing.Request, in workspace: String, checkpoint: Checkpoint = { _ in }
  ) throws -> PublishPlan {
    try ChannelNaming.check(request.channel)
    let compiled = try Publishing.compiled(request.task, in: workspace)
    let definition = try compiled.usable { try store?.publishedBuilds(of: request.task) ?? [] }
    guard let store else {
      return try plan(request, of: definition, compiled, builds: [], in: nil, checkpoint)
    }
    return try store.read { snapshot in
      let isPublished = try snapshot.tasks().contains { $0.name == request.task }
      let builds = isPublished ? try snapshot.builds(of: request.task, at: snapshot.revision) : []
      return try plan(request, of: definition, compiled, builds: builds, in: snapshot, checkpoint)
    }
  }

  /// The plan in force: what a channel's own build still takes.
  public func relabel(
    _ task: TaskName, channel name: ChannelName, checkpoint: Checkpoint = { _ in }
  ) throws -> (plan: RelabelPlan, build: Build) {
    guard let store else { throw QueueError.unknownTask(task) }
    return try store.read { snapshot in
      try snapshot.expect(task)
      let channels = try snapshot.channels(of: task, at: snapshot.revision)
      guard let channel = channels.first(where: { $0.name == name }) else {
        throw QueueError.unknownChannel(name, known: channels.map(\.name).sorted())
      }
      let build = try snapshot.build(channel.build)
      let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
      var fold = try RelabelFold(of: channel, at: build, among: channels, in: history, snapshot)
      return (try fold.run(checkpoint: checkpoint), build)
    }
  }

  private func plan(
    _ request: Publishing.Request, of definition: TaskDefinition, _ compiled: Compiled, builds: [Build],
    in snapshot: (any QueueSnapshot)?, _ checkpoint: Checkpoint
  ) throws -> PublishPlan {
    let check = PublishedCheck(compiled, against: builds).faults
    guard !check.contains(where: { $0.severity == .error }) else {
      throw DefinitionFaults((compiled.faults + check).inOrder)
    }
    let register = VersionRegister(builds: builds)
    let next = try register.build(definition)
    let channels =
      builds.isEmpty ? [] : try snapshot?.channels(of: request.task, at: snapshot?.revision ?? 0) ?? []
    let known = channels.first { $0.name == request.channel }
    let channel = try Channel(
      Publication(
        definition: definition, channel: request.channel, weight: request.weight, pool: request.pool,
        origin: Origin(program: ""), at: Timestamp(microseconds: 0)),
      build: next, among: channels)
    let current = try known.flatMap { known in try snapshot?.build(known.build) }
    let gold = builds.isEmpty ? nil : try snapshot?.goldChange(to: definition, as: next)
    var plan = PublishPlan(
      task: request.task, channel: request.channel.rawValue, current: current.map(PublishPlan.Versions.init),
      next: PublishPlan.Versions(next), changes: PublishChanges(from: current, to: next), labels: [],
      relabel: RelabelPlan(), heldBack: 0, gold: try gold ?? .first(of: definition, as: next),
      revision: snapshot?.revision, warnings: (compiled.faults + check).inOrder)
    guard let snapshot, !builds.isEmpty else { return plan }
    let history = register.history(with: definition.taxonomy)
    var fold = try RelabelFold(of: channel, at: next, among: channels, in: history, snapshot)
    plan.relabel = try fold.run(checkpoint: checkpoint)
    if let current, plan.changes.taxonomy != nil {
      plan.labels = try fates(from: current.taxonomy.version, in: plan, history.graph)
    }
    if plan.changes.schema != nil, next.schema.isDeclared {
      plan.heldBack = try heldBack(by: next.schema, of: request.task, in: snapshot)
    }
    return plan
  }

  private func fates(
    from version: Int, in plan: PublishPlan, _ graph: VersionGraph
  ) throws -> [PublishPlan.LabelFate] {
    let answers = Dictionary(
      plan.relabel.byLabel.filter { $0.taxonomyVersion == version }.map { ($0.label, $0.answers.total) },
      uniquingKeysWith: +)
    return try Mapping(of: plan.task, from: version, to: plan.next.taxonomy, in: graph).labels.map { row in
      PublishPlan.LabelFate(relation: row, answers: answers[row.from] ?? 0)
    }
  }

  private func heldBack(by schema: Schema, of task: TaskName, in snapshot: any QueueSnapshot) throws -> Int {
    var count = 0
    try snapshot.forEachExample(of: task, upTo: snapshot.revision) { example, _ in
      if !schema.problems(in: try Stored.object(example.data)).isEmpty { count += 1 }
    }
    return count
  }
}
