/// What is tried on a damaged queue.
enum DamageAct: CaseIterable {
  case pipe, status, statusAsJSON, export, exportResponses, exportData, doctor, annotate, check, plan, publish,
    importing
  case annotators, relabel, map, channel, backup

  /// How many tries of each chance, in proportion.
  private var share: Int {
    switch self {
    case .pipe: 6
    case .status, .export, .exportResponses, .annotate, .doctor: 3
    default: 1
    }
  }

  static let byShare = allCases.flatMap { Array(repeating: $0, count: $0.share) }

  /// Without the program's path.
  var arguments: [String] {
    let task = Stage.task
    switch self {
    case .pipe: return ["pipe", task, "--as", "amara"]
    case .status: return ["status"]
    case .statusAsJSON: return ["status", task, "--json"]
    case .export: return ["export", task]
    case .exportResponses: return ["export", task, "--responses"]
    case .exportData: return ["export", task, "--responses", "--with-data"]
    case .doctor: return ["doctor"]
    case .annotate: return ["annotate", task, "--plain", "--as", "bo"]
    case .check: return ["check"]
    case .plan: return ["plan", task]
    case .publish: return ["publish", task]
    case .importing: return ["import", task, "-"]
    case .annotators: return ["annotators"]
    case .relabel: return ["relabel", task]
    case .map: return ["map", task, "--from", "1", "--to", "1"]
    case .channel: return ["channel", "list", task]
    case .backup: return ["backup", "copy.sqlite"]
    }
  }

  /// What it reads.
  var input: [UInt8] {
    switch self {
    case .importing: Stage.rows(60..<64)
    case .annotate: Array("1\n\n2\n\nq\n".utf8)
    default: []
    }
  }
}
