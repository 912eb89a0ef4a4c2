import Labeling

/// `concordance:` as far as its table could be read.
struct ConcordanceReading {
  var concordance: Concordance?
  /// One for each of its rows.
  var marks: [Mark] = []
  /// Rows that have errors.
  var withErrors: Set<Int> = []
  var isWhole = true
}

extension StrictReader {
  /// `concordance: {file: 2012-to-2017.csv, old: "2012 code", new: "2017 code"}`
  mutating func concordance(
    _ node: YAMLNode, _ targets: KnownLabels?, in tables: TaskTables
  ) -> ConcordanceReading {
    let broken = ConcordanceReading(isWhole: false)
    guard let members = mapping(node, "concordance", keys: ["file", "old", "new", "unlisted"]) else { return broken }
    let unlisted = members["unlisted"].flatMap { choice($0, "unlisted", of: Concordance.Unlisted.self) } ?? .refuse
    guard let oldNode = required("old", of: members), let newNode = required("new", of: members),
      let old = word(oldNode, "old"), let new = word(newNode, "new")
    else { return broken }
    if old == new {
      error(
        newNode.place,
        "old and new name the same column '\(LabelSpelling.excerpt(new))' (name the one of the new codes)")
      return broken
    }
    var tally = FaultTally<TableFault>()
    let columns = [TableColumn(key: "old", name: old), TableColumn(key: "new", name: new)]
    guard let table = codeTable(members, columns: columns, in: tables, &tally) else { return broken }
    let reading = rows(of: table, unlisted, targets, &tally)
    conclude(tally)
    return reading
  }

  private mutating func rows(
    of table: CodeTable, _ unlisted: Concordance.Unlisted, _ targets: KnownLabels?,
    _ tally: inout FaultTally<TableFault>
  ) -> ConcordanceReading {
    var reading = ConcordanceReading(isWhole: table.isWhole)
    var rows: [Concordance.Row] = []
    var first: [Concordance.Row: Int] = [:]
    for cells in table.rows {
      guard let row = row(cells, table.file, &tally) else {
        reading.isWhole = false
        continue
      }
      let mark = Mark(file: table.file, place: cells[0].place)
      if let line = first[row] {
        if tally.admits(.repeatedRow, at: mark) {
          error(mark, "this row is there twice, first on line \(line) (drop one)")
        }
        reading.withErrors.insert(rows.count)
      } else {
        first[row] = mark.place.line
      }
      if let new = row.new, let targets, !targets.contains(new) {
        let mark = Mark(file: table.file, place: cells[1].place)
        if tally.admits(.unknownCode, at: mark) {
          error(mark, "'\(new)' is not among this version's labels (\(targets.remedy(for: new)))")
        }
        reading.withErrors.insert(rows.count)
      }
      rows.append(row)
      reading.marks.append(mark)
    }
    reading.concordance = Concordance(rows: rows, unlisted: unlisted)
    return reading
  }

  private mutating func row(
    _ cells: CodeTable.Row, _ file: String, _ tally: inout FaultTally<TableFault>
  ) -> Concordance.Row? {
    let (old, new) = (cells[0], cells[1])
    guard !old.text.isEmpty || !new.text.isEmpty else {
      let mark = Mark(file: file, place: old.place)
      if tally.admits(.emptyRow, at: mark) {
        error(mark, "this row has neither an old code nor a new one (drop it)")
      }
      return nil
    }
    var row = Concordance.Row(old: nil, new: nil)
    if !old.text.isEmpty {
      guard let id = code(old, "an old code", file, &tally) else { return nil }
      row.old = id
    }
    if !new.text.isEmpty {
      guard let id = code(new, "a new code", file, &tally) else { return nil }
      row.new = id
    }
    return row
  }
}
