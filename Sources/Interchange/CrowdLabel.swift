import Records

/// A row of a Crowd-Kit table: what a worker said of a task. The columns are `task`, `worker` and `label`, or `question`,
/// `worker` and `answer`; others are left alone (crowd-kit 1.x, `crowdkit.datasets`).
public struct CrowdLabel: Hashable, Sendable {
  public var task: String
  public var worker: String
  public var label: String

  private static let columns = [["task", "question"], ["worker"], ["label", "answer"]]

  public init(_ row: JSONObject) throws(RowProblem) {
    var texts: [String] = []
    for names in Self.columns {
      guard let value = names.lazy.compactMap({ row[$0] }).first else {
        throw RowProblem(
          "there is no column '\(names.joined(separator: "' or '"))' (the columns are task, worker and label; --mapping NAME=task takes another one)"
        )
      }
      texts.append(value.string ?? value.text())
    }
    guard !texts[0].isEmpty, !texts[1].isEmpty else { throw RowProblem("a row needs a task and a worker") }
    (task, worker, label) = (texts[0], texts[1], texts[2])
  }
}
