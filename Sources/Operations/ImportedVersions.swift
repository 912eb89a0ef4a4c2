import Interchange
import Labeling
import Queue

/// Finds the build that an answer from elsewhere was given under: a published one, or the combination of published
/// versions.
struct ImportedVersions {
  private let task: TaskName
  /// What the channel shows now; its schema and policy are those of combinations.
  let current: Build
  private let history: VersionHistory
  private var known: [GivenResponse.Versions: Result<Build, RowProblem>] = [:]

  init(of task: TaskName, current: Build, in history: VersionHistory) {
    self.task = task
    self.current = current
    self.history = history
  }

  /// Digests go before numbers, which another queue may have given to other versions.
  mutating func build(_ versions: GivenResponse.Versions) throws(RowProblem) -> Build {
    if let known = known[versions] { return try known.get() }
    let found = Result { () throws(RowProblem) in try find(versions) }
    // A file may name other versions in every row.
    if known.count >= 1024 { known.removeAll() }
    known[versions] = found
    return try found.get()
  }

  private func find(_ versions: GivenResponse.Versions) throws(RowProblem) -> Build {
    if let id = versions.build, let build = history.builds.first(where: { $0.id == id }) { return build }
    let old = try screen(versions)
    let taxonomy = try taxonomy(versions)
    let published = history.builds.filter { $0.ui.digest == old.ui.digest && $0.taxonomy.digest == taxonomy.digest }
    if let build = published.first(where: { $0.id == current.id }) ?? published.last { return build }
    let build = history.compile(
      task: task, title: current.title, ui: old.ui, uiVersion: old.uiVersion, taxonomy: taxonomy,
      schema: current.schema, policy: current.policy)
    guard build.compiles else {
      throw RowProblem(
        "ui \(old.ui.version) cannot have been shown with taxonomy \(taxonomy.version), which lacks labels that it names (\(build.unresolved.map(\.rawValue).joined(separator: ", ")))"
      )
    }
    return build
  }

  private func screen(_ versions: GivenResponse.Versions) throws(RowProblem) -> Build {
    let builds = history.builds.reversed()
    if let digest = versions.uiDigest {
      guard let build = builds.first(where: { $0.ui.digest == digest }) else {
        throw unknown(.ui, versions.ui, digest)
      }
      return build
    }
    guard let number = versions.ui else { throw RowProblem("'ui_version' or 'ui_digest' is missing") }
    guard let build = builds.first(where: { $0.ui.version == number }) else { throw unknown(.ui, number, nil) }
    return build
  }

  private func taxonomy(_ versions: GivenResponse.Versions) throws(RowProblem) -> Taxonomy {
    if let digest = versions.taxonomyDigest {
      guard let taxonomy = history.graph.versions.first(where: { $0.digest == digest }) else {
        throw unknown(.taxonomy, versions.taxonomy, digest)
      }
      return taxonomy
    }
    guard let number = versions.taxonomy else { throw RowProblem("'taxonomy_version' or 'taxonomy_digest' is missing") }
    guard let taxonomy = history.graph[number] else { throw unknown(.taxonomy, number, nil) }
    return taxonomy
  }

  private func unknown(_ kind: DefinitionKind, _ number: Int?, _ digest: Digest?) -> RowProblem {
    let named = number.map { "\(kind.rawValue) \($0)" } ?? "this \(kind.rawValue)"
    let what = digest.map { "\(named) as it was there (digest \($0.short))" } ?? named
    let numbers = Set(history.builds.map { kind == .ui ? $0.ui.version : $0.taxonomy.version }).sorted()
    return RowProblem(
      "\(what) is not published for task '\(task)' (publish it first; published are \(kind.rawValue) \(numbers.map { String($0) }.joined(separator: ", ")))"
    )
  }
}
