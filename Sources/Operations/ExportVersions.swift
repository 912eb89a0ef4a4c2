import Labeling
import Queue

/// The builds that an export's answers were given under, and the one that they are read under.
struct ExportVersions {
  let history: VersionHistory
  let target: Build
  private let builds: [Digest: Build]

  init(_ builds: [Build], target: Build) {
    history = VersionHistory(builds: builds)
    self.builds = Dictionary(builds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.target = target
  }

  func build(_ id: Digest) throws(QueueError) -> Build {
    guard let build = builds[id] else { throw .broken("build \(id.short) of a response is missing") }
    return build
  }
}
