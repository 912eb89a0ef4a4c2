import GRDB
import Labeling
import Queue
import Records

/// Reads the builds of every task, each definition parsed once however many builds have it.
struct BuildReader {
  private let db: Database
  /// Builds never change, so what was read before is not read again: a code list takes longer than a claim.
  private let known: [Catalog.BuildEntry]
  private var interfaces: [Int64: UserInterface] = [:]
  private var taxonomies: [Int64: Taxonomy] = [:]
  private var schemas: [Int64: Schema] = [:]
  private var policies: [Int64: Policy] = [:]

  /// - Parameter known: the oldest builds, as they were read before.
  init(_ db: Database, after known: [Catalog.BuildEntry] = []) {
    self.db = db
    self.known = known
  }

  /// Oldest first.
  mutating func builds() throws -> [Catalog.BuildEntry] {
    let sql = """
      SELECT build.key, task.name, title, ui_version, ui_number, ui_edition, taxonomy_number, schema_number, is_tail,
        identity.digest, ui, taxonomy, build.schema, policy
      FROM build JOIN task ON task.key = build.task JOIN definition AS identity ON identity.key = build.ui_version
      WHERE build.key > ? ORDER BY build.key
      """
    var entries = known
    var ofTask = Dictionary(grouping: known.map(\.build), by: \.task)
    for row in try db.rows(sql, known.last?.key ?? 0) {
      let task = try TaskName(row[1] as String)
      guard let uiVersion = try Digest(bytes: row[9] as Blob) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a definition's digest is none")
      }
      let ui = try interface(row[10], version: row[4], edition: row[5])
      let taxonomy = try taxonomy(row[11], version: row[6])
      let build = try Self.history(of: ofTask[task] ?? [], for: ui, uiVersion, taxonomy).compile(
        task: task, title: row[2], ui: ui, uiVersion: uiVersion, taxonomy: taxonomy,
        schema: schema(row[12], version: row[7]), policy: policy(row[13]))
      ofTask[task, default: []].append(build)
      try entries.append(Catalog.BuildEntry(key: row[0], build: build, uiVersion: row[3], isTail: row[8]))
    }
    return entries
  }

  /// What the labels that a screen names resolve through; nothing is needed where it names none, or its own.
  private static func history(
    of builds: [Build], for ui: UserInterface, _ uiVersion: Digest, _ taxonomy: Taxonomy
  ) -> VersionHistory {
    let namesLabels = ui.ask.contains { $0.under != nil || !$0.when.isEmpty }
    let first = builds.first { $0.uiVersion == uiVersion }
    guard namesLabels, let first, first.taxonomy.digest != taxonomy.digest else { return VersionHistory(builds: []) }
    return VersionHistory(builds: builds, next: taxonomy)
  }

  private mutating func interface(_ key: Int64, version: Int, edition: Int) throws -> UserInterface {
    if let known = interfaces[key], known.version == version, known.edition == edition { return known }
    let read = try UserInterface(version: version, edition: edition, canonical: canonical(key, .ui))
    interfaces[key] = read
    return read
  }

  private mutating func taxonomy(_ key: Int64, version: Int) throws -> Taxonomy {
    if let known = taxonomies[key], known.version == version { return known }
    let read = try Taxonomy(version: version, canonical: canonical(key, .taxonomy))
    taxonomies[key] = read
    return read
  }

  private mutating func schema(_ key: Int64, version: Int) throws -> Schema {
    if let known = schemas[key], known.version == version { return known }
    let read = try Schema(version: version, canonical: canonical(key, .schema))
    schemas[key] = read
    return read
  }

  private mutating func policy(_ key: Int64) throws -> Policy {
    if let known = policies[key] { return known }
    let read = try Policy(canonical: canonical(key, .policy))
    policies[key] = read
    return read
  }

  private func canonical(_ definition: Int64, _ kind: DefinitionKind) throws -> JSON {
    guard let row = try db.row("SELECT canonical FROM definition WHERE key = ?", definition) else {
      throw QueueError.broken("a definition is missing")
    }
    do {
      return try JSONParser.parse(Array(row[0] as Blob))
    } catch {
      throw DefinitionError(kind: kind, problem: "\(error)")
    }
  }
}
