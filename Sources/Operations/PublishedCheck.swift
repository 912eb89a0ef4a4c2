import Labeling
import Queue
import TaskFiles

/// Holds a task's files against the versions that it has published.
struct PublishedCheck {
  private let compiled: Compiled
  private let builds: [Build]
  private let register: VersionRegister

  /// - Parameter builds: every build of the task, oldest first.
  init(_ compiled: Compiled, against builds: [Build]) {
    self.compiled = compiled
    self.builds = builds
    register = VersionRegister(builds: builds)
  }

  /// Everything, warnings included.
  var faults: [Fault] {
    let lineage = lineageFaults
    guard let definition = compiled.readable, !lineage.contains(where: { $0.severity == .error }) else {
      return lineage
    }
    do throws(QueueError) {
      return lineage + goldFaults(in: definition, under: try register.build(definition))
    } catch {
      return lineage + faults(for: error, of: definition)
    }
  }

  /// What is wrong with gold; nothing is said where there is no build that it could be held against.
  var goldFaults: [Fault] {
    guard let definition = compiled.readable, let build = try? register.build(definition) else { return [] }
    return goldFaults(in: definition, under: build)
  }

  private func goldFaults(in definition: TaskDefinition, under build: Build) -> [Fault] {
    compiled.faults(forGold: GoldCheck(under: build).faults(of: definition.gold, line: compiled.line(ofGold:)))
  }

  /// What is said of `from:`: labels that nobody explains, and what the declared changes do to answers.
  var lineageFaults: [Fault] {
    guard let taxonomy = compiled.taxonomy else { return [] }
    guard !builds.isEmpty else { return unchecked(taxonomy) }
    return compiled.faults(for: register.lineageFaults(of: taxonomy) + orphanWarnings(taxonomy) + addWarnings(taxonomy))
  }

  /// Says that `from:` could not be held against anything.
  private func unchecked(_ taxonomy: Taxonomy) -> [Fault] {
    guard let first = taxonomy.lineage.first else { return [] }
    return compiled.faults(for: [
      LineageFault(
        .parent(0), severity: .warning,
        "what became of the labels of taxonomy \(first.parent) was not checked: nothing of this task is published here yet (publish taxonomy \(first.parent) first if its answers are to cross)"
      )
    ])
  }

  // MARK: Warnings

  private func orphanWarnings(_ taxonomy: Taxonomy) -> [LineageFault] {
    guard taxonomy.version > 1, taxonomy.lineage.isEmpty, !isPublished(taxonomy),
      let newest = builds.map(\.taxonomy.version).max()
    else { return [] }
    return [
      LineageFault(
        .parent(0), severity: .warning,
        "taxonomy \(taxonomy.version) does not say what it came from, so no answer under another version crosses into it (say from: {version: \(newest)} with its changes)"
      )
    ]
  }

  /// A label that is added under a forced choice makes every older answer to it unknown.
  private func addWarnings(_ taxonomy: Taxonomy) -> [LineageFault] {
    guard let definition = compiled.definition, !isPublished(taxonomy) else { return [] }
    let questions = definition.ui.ask.filter(\.isForcedChoice)
    return taxonomy.lineage.enumerated().flatMap { index, lineage -> [LineageFault] in
      guard let parent = builds.first(where: { $0.taxonomy.version == lineage.parent })?.taxonomy else { return [] }
      let forced = questions.filter { question in !question.offered(by: parent).contains(where: \.isNone) }
      let offered = forced.map { ($0.id, Set($0.offered(by: taxonomy).map(\.id))) }
      func question(offering label: LabelID) -> QuestionID? { offered.first { $0.1.contains(label) }?.0 }
      let added = lineage.changes.enumerated().compactMap { place, change -> LineageFault? in
        guard case .add(let label, unseen: false) = change, let id = question(offering: label) else { return nil }
        return Self.bareAdd(of: label, to: id, from: lineage.parent, at: .change(place, parent: index))
      }
      return added + listed(in: lineage, at: index, question)
    }
  }

  /// One warning for all that an official table adds.
  private func listed(
    in lineage: Lineage, at index: Int, _ question: (LabelID) -> QuestionID?
  ) -> [LineageFault] {
    let rows = (lineage.concordance?.rows ?? []).enumerated().compactMap { place, row -> (Int, LabelID, QuestionID)? in
      guard row.old == nil, let label = row.new, let id = question(label) else { return nil }
      return (place, label, id)
    }
    guard let (place, label, id) = rows.first else { return [] }
    let others = rows.count == 1 ? "" : "; so do \(rows.count - 1) other rows"
    return [Self.bareAdd(of: label, to: id, from: lineage.parent, at: .row(place, parent: index), others: others)]
  }

  private static func bareAdd(
    of label: LabelID, to question: QuestionID, from parent: Int, at place: LineageFault.Place, others: String = ""
  ) -> LineageFault {
    LineageFault(
      place, severity: .warning,
      "adding '\(label)' makes every answer to '\(question)' under taxonomy \(parent) unknown, since it could not be chosen there\(others) (say unseen: true if no earlier example was one, or {carve: \(label), out-of: [...]} if such examples were answered with other labels, or accept it: they are asked again)"
    )
  }

  private func isPublished(_ taxonomy: Taxonomy) -> Bool { builds.contains { $0.taxonomy.digest == taxonomy.digest } }

  // MARK: What the register refuses

  private func faults(for error: QueueError, of definition: TaskDefinition) -> [Fault] {
    switch error {
    case .contradiction(let version, let contradictions):
      return compiled.faults(
        for: contradictions.map { contradiction in
          LineageFault(
            .parent(lastPlace(of: contradiction, in: definition.taxonomy)),
            QueueError.contradiction(version: version, [contradiction]).oneLine)
        })
    case .unknownParent(let parent, _, _), .parentNotOlder(let parent, _):
      let place = definition.taxonomy.lineage.firstIndex { $0.parent == parent } ?? 0
      return compiled.faults(for: [LineageFault(.parent(place), error.oneLine)])
    case .unresolvedLabels(let labels, _, _):
      return labels.map { compiled.fault(forUnresolved: $0) }
    case .questionReused(let question, _, _, _), .nothingOffered(let question, _, _):
      return [compiled.fault(forQuestion: question, error.oneLine)]
    case .versionChanged(let kind, _, _), .versionKnown(let kind, _, _):
      return [Self.fault(in: kind, of: definition.name, error)]
    default:
      return [Self.fault(in: .ui, of: definition.name, error)]
    }
  }

  private func lastPlace(of contradiction: VersionGraph.Contradiction, in taxonomy: Taxonomy) -> Int {
    let parents = Set(contradiction.ways.map(\.parent))
    return taxonomy.lineage.lastIndex { parents.contains($0.parent) } ?? 0
  }

  private static func fault(in kind: DefinitionKind, of task: TaskName, _ error: QueueError) -> Fault {
    Fault(file: "tasks/\(task)/\(kind.fileName)", line: 1, column: 1, message: error.oneLine)
  }
}

extension QueueError {
  /// What it says in lines, as the one line of a fault: `what: this; that (what to do)`.
  fileprivate var oneLine: String {
    let lines = description.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard let what = lines.first else { return "" }
    let found = lines.dropFirst().filter { !$0.hasPrefix("(") }
    let remedy = lines.dropFirst().filter { $0.hasPrefix("(") }
    return ([found.isEmpty ? String(what) : "\(what): \(found.joined(separator: "; "))"] + remedy.map(String.init))
      .joined(separator: " ")
  }
}

extension Question {
  /// True where exactly one label must be chosen, so that what was not offered was answered as something else.
  fileprivate var isForcedChoice: Bool {
    switch kind {
    case .choice, .rating: true
    case .choices, .spans, .pairwise, .text: false
    }
  }
}
