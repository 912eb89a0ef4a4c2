import Labeling

/// `from:` of a taxonomy as far as it could be read.
struct DescentReading {
  var lineage: [Lineage] = []
  /// One for each of `lineage`.
  var marks: [TaxonomyMarks.Parent] = []
  var parents: Set<Int> = []
  var conflict = Taxonomy.Conflict.refuse
  var isWhole = true
}

extension StrictReader {
  /// How a taxonomy version came from its parents: `from` and `conflict`.
  ///
  /// - Parameter known: this version's labels; nil where they could not all be read, and targets can't be held against them.
  mutating func descent(
    _ members: Members, version: Int?, known: [LabelID]?, in tables: TaskTables
  ) -> DescentReading {
    var reading = DescentReading()
    if let node = members["conflict"] {
      if members["from"] == nil {
        error(members.place(of: "conflict"), "'conflict' says nothing without 'from' (leave it out)")
      }
      conflict(node, &reading)
    }
    guard let node = members["from"] else { return reading }
    let targets = known.map { KnownLabels($0) }
    switch node.value {
    case .list(let nodes):
      if nodes.isEmpty { error(node.place, "from is empty (name the version it came from, or leave it out)") }
      for node in nodes { parent(node, version: version, targets, in: tables, &reading) }
    default: parent(node, version: version, targets, in: tables, &reading)
    }
    return reading
  }

  private mutating func conflict(_ node: YAMLNode, _ reading: inout DescentReading) {
    if choice(node, "conflict", of: Taxonomy.Conflict.self) == .void { reading.conflict = .void }
  }

  private mutating func parent(
    _ node: YAMLNode, version: Int?, _ targets: KnownLabels?, in tables: TaskTables, _ reading: inout DescentReading
  ) {
    guard let members = mapping(node, "from", keys: ["version", "changes", "concordance", "conflict"]),
      let number = parentVersion(members, of: version, besides: reading.parents)
    else {
      reading.isWhole = false
      return
    }
    if let node = members["conflict"] { conflict(node, &reading) }
    var lineage = Lineage(parent: number)
    var marks = TaxonomyMarks.Parent(place: mark(node.place))
    if let node = members["changes"] {
      let changes = self.changes(node, targets)
      lineage.changes = changes.all
      marks.changes = changes.marks
      marks.changesWithErrors = changes.withErrors
      reading.isWhole = reading.isWhole && changes.isWhole
    }
    if let node = members["concordance"] {
      let table = concordance(node, targets, in: tables)
      lineage.concordance = table.concordance
      marks.rows = table.marks
      marks.rowsWithErrors = table.withErrors
      reading.isWhole = reading.isWhole && table.isWhole
    }
    reading.lineage.append(lineage)
    reading.parents.insert(number)
    reading.marks.append(marks)
  }

  private mutating func parentVersion(_ members: Members, of version: Int?, besides others: Set<Int>) -> Int? {
    guard let node = required("version", of: members), let number = integer(node, "version", in: 1...Int.max) else {
      return nil
    }
    if let version, number >= version {
      error(
        node.place,
        "version \(version) can't come from version \(number) (name an earlier one, or raise the version of this file)")
      return nil
    }
    if others.contains(number) {
      error(node.place, "from names version \(number) twice (put all of its changes under one entry)")
      return nil
    }
    return number
  }
}

/// The labels of the version that is being read.
struct KnownLabels {
  private let ids: Set<LabelID>
  private let words: [String]

  init(_ ids: [LabelID]) {
    self.ids = Set(ids)
    words = ids.map(\.rawValue)
  }

  func contains(_ id: LabelID) -> Bool { ids.contains(id) }

  /// What to do about one that is not there.
  func remedy(for id: LabelID) -> String {
    Spelling.nearest(to: id.rawValue, in: words).map { "did you mean '\($0)'?" }
      ?? "add it to labels:, or correct the name"
  }
}
