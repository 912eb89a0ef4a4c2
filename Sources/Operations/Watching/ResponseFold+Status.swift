import Labeling
import Queue

extension ResponseFold {
  func count(of share: AnswerShare) -> ShareCount {
    shares.firstIndex(of: share).map { counts[$0] } ?? ShareCount()
  }

  /// By UI and taxonomy version.
  ///
  /// - Parameter builds: of the task, for what its labels are called.
  func versions(_ builds: [Build]) -> [Status.Version] {
    var names: [Int: LabelNames] = [:]
    for build in builds where names[build.taxonomy.version] == nil {
      names[build.taxonomy.version] = LabelNames(build.taxonomy)
    }
    var versions: [Status.Version] = []
    var labels: [[Int]: [Status.Label]] = [:]
    for (share, count) in zip(shares, counts) where count.answers > 0 {
      switch share {
      case .contradiction: break
      case .version(let ui, let taxonomy):
        versions.append(Status.Version(ui: ui, taxonomy: taxonomy, count: count, labels: []))
      case .label(let label, let question, let ui, let taxonomy):
        labels[[ui, taxonomy], default: []].append(
          Status.Label(
            question: question, label: label, title: names[taxonomy]?[label] ?? label.rawValue, count: count,
            share: 0))
      }
    }
    return versions.sorted { ($0.ui, $0.taxonomy) < ($1.ui, $1.taxonomy) }.map { version in
      var version = version
      version.labels = (labels[[version.ui, version.taxonomy]] ?? []).map { label in
        var label = label
        label.share = Double(label.count.answers) / Double(version.count.answers)
        return label
      }.sorted { left, right in
        (left.question, -left.count.answers, left.label) < (right.question, -right.count.answers, right.label)
      }
      return version
    }
  }

  /// By question, in the order that they are asked.
  var agreements: [Status.Agreement] {
    zip(questions, agreement).map { question, agreement in
      Status.Agreement(
        question: question, answers: agreement.values, examples: agreement.examples, disputed: agreement.disputed,
        raw: agreement.raw, alpha: agreement.alpha)
    }
  }

  /// Who did something.
  func people(in snapshot: any QueueSnapshot, at now: Timestamp) throws -> [PersonID: Status.Annotator] {
    try Dictionary(
      work.map { key, work in
        let person = try snapshot.person(at: key)
        return (
          person.id,
          Status.Annotator(
            name: person.name, answers: work.answers, skips: work.skips, flags: work.flags, decisions: work.decisions,
            examples: [
              .answered: work.examples, .skipped: work.skippedExamples.count, .flagged: work.flaggedExamples.count,
              .decided: work.decidedExamples,
            ], lately: answers(of: key, inMinutes: 10, before: now))
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}

/// What people know the labels of a taxonomy by: their titles, with the id behind where labels have the same one.
private struct LabelNames {
  private let taxonomy: Taxonomy
  private var counts: [String: Int] = [:]

  init(_ taxonomy: Taxonomy) {
    self.taxonomy = taxonomy
    for label in taxonomy.labels { counts[label.title, default: 0] += 1 }
  }

  /// The id of a label that has no title.
  subscript(id: LabelID) -> String {
    guard let title = taxonomy[id]?.title, title.contains(where: { !$0.isWhitespace }) else { return id.rawValue }
    return counts[title] == 1 ? title : "\(title) (\(id.rawValue))"
  }
}
