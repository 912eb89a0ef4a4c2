import Labeling

/// What is found wrong only beside the published versions, turned into faults of the files.
extension Compiled {
  /// A fault of the declared relations, at the entry, change, row or label that it is about.
  public func fault(for fault: LineageFault) -> Fault {
    mark(of: fault.place).fault(severity: fault.located, fault.message)
  }

  /// The same for many: those about changes and rows that have errors already are left out, and of more than 100 of a
  /// kind the rest is only counted.
  public func faults(for faults: [LineageFault]) -> [Fault] {
    var told: Set<Fault> = []
    var tally = FaultTally<LineageFaultKind>()
    var located: [Fault] = []
    for fault in faults where !isKnown(fault.place) {
      let mark = mark(of: fault.place)
      let found = mark.fault(severity: fault.located, fault.message)
      guard told.insert(found).inserted else { continue }
      if tally.admits(LineageFaultKind(fault), at: mark) { located.append(found) }
    }
    located += tally.rests.map { $0.mark.fault(severity: $0.kind.severity, $0.message) }
    return located.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  /// A label that the screen names and the taxonomy has no exact label for, at its first place in `ui.yaml`.
  public func fault(forUnresolved label: LabelID) -> Fault {
    (marks.userInterface.namedLabels[label] ?? marks.userInterface.file).fault(
      "the label '\(label)' that this screen names has no exact label in taxonomy \(taxonomyNumber) (name labels of that version, under a new version: of ui.yaml)"
    )
  }

  /// Something wrong with a question, at its id in `ui.yaml`.
  ///
  /// - Parameter message: what is wrong and, in parentheses, what to do.
  public func fault(forQuestion question: QuestionID, _ message: String, severity: Fault.Severity = .error) -> Fault {
    (marks.userInterface.questions[question] ?? marks.userInterface.file).fault(severity: severity, message)
  }

  private var taxonomyNumber: String { taxonomy.map { "\($0.version)" } ?? "of this task" }

  private func mark(of place: LineageFault.Place) -> Mark {
    let taxonomy = marks.taxonomy
    func element(_ index: Int, of marks: [Mark]?) -> Mark? {
      marks.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
    return switch place {
    case .parent(let index): taxonomy.parent(at: index)?.place ?? taxonomy.file
    case .change(let change, let index):
      element(change, of: taxonomy.parent(at: index)?.changes) ?? taxonomy.parent(at: index)?.place ?? taxonomy.file
    case .row(let row, let index):
      element(row, of: taxonomy.parent(at: index)?.rows) ?? taxonomy.parent(at: index)?.place ?? taxonomy.file
    case .label(let label): taxonomy.labels[label] ?? taxonomy.file
    }
  }

  private func isKnown(_ place: LineageFault.Place) -> Bool {
    switch place {
    case .change(let change, let index): marks.taxonomy.parent(at: index)?.changesWithErrors.contains(change) ?? false
    case .row(let row, let index): marks.taxonomy.parent(at: index)?.rowsWithErrors.contains(row) ?? false
    case .parent, .label: false
    }
  }
}

extension LineageFault {
  fileprivate var located: Fault.Severity {
    switch severity {
    case .error: .error
    case .warning: .warning
    }
  }
}

/// Faults that are counted together.
private struct LineageFaultKind: Hashable {
  enum Subject {
    case parent, change, row, label
  }

  var subject: Subject
  var severity: Fault.Severity

  init(_ fault: LineageFault) {
    severity = fault.located
    subject =
      switch fault.place {
      case .parent: .parent
      case .change: .change
      case .row: .row
      case .label: .label
      }
  }
}
