import Labeling
import Records

/// The tables that lie beside a task's files.
struct TaskTables {
  /// Rows of one table.
  static let rowLimit = 200_000

  let workspace: String
  /// The task's folder, from the workspace: nothing outside it is read.
  let folder: String

  func path(of name: String) -> String { "\(folder)/\(name)" }

  /// False for a name that leads out of the folder.
  static func isInside(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.utf8.contains(0) && parts.allSatisfy { !["", ".", ".."].contains($0) }
  }

  func bytes(of name: String) throws(WorkspaceFile.Problem) -> [UInt8] {
    try WorkspaceFile(workspace: workspace, path: path(of: name), bounds: folder).bytes(
      limit: TaskFiles.taxonomySizeLimit)
  }
}

/// What a task's files need of a table: some columns of every row, with their places.
struct CodeTable {
  struct Cell {
    /// Without space around it.
    var text: String
    var place: Place
  }

  /// As many cells as columns were asked for.
  typealias Row = [Cell]

  /// The path from the workspace.
  let file: String
  var rows: [Row] = []
  /// False where rows were left out because of faults.
  var isWhole = true
}

/// A column of a table: the key in `taxonomy.yaml` that names it, and its name.
struct TableColumn {
  var key: String
  var name: String
}

/// Faults of tables that are counted together.
enum TableFault {
  case brokenRow, noID, repeatedRow, emptyRow, unknownCode
}

extension StrictReader {
  /// The table that `file:` names; nil where nothing of it can be used. Faults of rows are told where they are.
  mutating func codeTable(
    _ members: Members, columns: [TableColumn], in tables: TaskTables, _ tally: inout FaultTally<TableFault>
  ) -> CodeTable? {
    guard let node = required("file", of: members), let name = word(node, "file") else { return nil }
    guard TaskTables.isInside(name) else {
      error(
        node.place,
        "'\(LabelSpelling.excerpt(name))' leads out of the task's folder (put the file beside taxonomy.yaml, and write its name)"
      )
      return nil
    }
    let bytes: [UInt8]
    do throws(WorkspaceFile.Problem) {
      bytes = try tables.bytes(of: name)
    } catch {
      switch error {
      case .missing:
        self.error(node.place, "there is no file '\(name)' beside taxonomy.yaml (add it, or correct the name)")
      case .refused(let message): self.error(node.place, "\(name): \(message)")
      }
      return nil
    }
    return codeTable(bytes, named: tables.path(of: name), columns: columns, &tally)
  }

  private mutating func codeTable(
    _ bytes: [UInt8], named file: String, columns: [TableColumn], _ tally: inout FaultTally<TableFault>
  ) -> CodeTable? {
    guard !bytes.contains(0) else {
      error(Mark(file: file, place: .start), "the file holds a NUL byte (save it as UTF-8)")
      return nil
    }
    do {
      var reader = try CSVReader(BytesInMemory(bytes), limit: TaskFiles.sizeLimit)
      guard let places = columnPlaces(columns, header: reader.header, file) else { return nil }
      var table = CodeTable(file: file)
      var count = 0
      while let row = try reader.next() {
        count += 1
        guard count <= TaskTables.rowLimit else {
          error(
            Mark(file: file, place: Place(line: row.line, column: 1)),
            "the table has more than 200,000 rows (leave out those that no task needs)")
          return nil
        }
        switch row.cells {
        case .success(let cells):
          let starts = CellPlaces.places(in: row.raw, line: row.line)
          table.rows.append(
            places.map { CodeTable.Cell(text: Self.trimmed(cells[$0]), place: starts[$0]) })
        case .failure(let fault):
          table.isWhole = false
          let mark = Mark(file: file, place: Place(line: fault.line, column: 1))
          if tally.admits(.brokenRow, at: mark) { error(mark, Self.withRemedy(fault.message)) }
        }
      }
      if count == 0 {
        error(Mark(file: file, place: .start), "the table has no rows below its header (add them)")
        return nil
      }
      return table
    } catch let fault as RowFault {
      error(Mark(file: file, place: Place(line: fault.line, column: 1)), Self.withRemedy(fault.message))
    } catch {
      self.error(Mark(file: file, place: .start), "the table can't be read: \(error) (save it as CSV in UTF-8)")
    }
    return nil
  }

  /// Which cells of a row are asked for.
  private mutating func columnPlaces(_ columns: [TableColumn], header: [String], _ file: String) -> [Int]? {
    let names = header.map { Self.trimmed($0) }
    var places: [Int] = []
    for column in columns {
      if let place = names.firstIndex(of: Self.trimmed(column.name)) {
        places.append(place)
        continue
      }
      let separators = names.count == 1 ? names[0].first { $0 == ";" || $0 == "\t" } : nil
      let hint =
        separators.map { "its cells are separated by \($0 == ";" ? "semicolons" : "tabs"): save it with commas" }
        ?? Spelling.nearest(to: column.name, in: names).map { "did you mean '\($0)'?" }
        ?? "its columns: \(LabelSpelling.excerpt(names.joined(separator: ", ")))"
      error(
        Mark(file: file, place: .start),
        "there is no column '\(LabelSpelling.excerpt(column.name))', which '\(column.key)' names (\(hint))")
    }
    return places.count == columns.count ? places : nil
  }

  /// Tells how many faults there were beyond those that are told one by one.
  mutating func conclude<Kind>(_ tally: FaultTally<Kind>) {
    for rest in tally.rests { error(rest.mark, rest.message) }
  }

  private static func trimmed(_ text: String) -> String {
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    let front = text.drop(while: \.isWhitespace)
    return String(front.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func withRemedy(_ message: String) -> String {
    if message.contains("(") { return message }
    let remedy =
      message.contains("quote")
      ? "put cells that hold quotes in quotes, and double those inside"
      : message.contains("cells") ? "put cells that hold commas in quotes" : "correct the line"
    return "\(message) (\(remedy))"
  }
}

/// Where the cells of a row start.
private enum CellPlaces {
  static func places(in raw: [UInt8], line: Int) -> [Place] {
    var place = Place(line: line, column: 1)
    var places = [place]
    var isQuoted = false
    for byte in raw {
      if byte == UInt8(ascii: "\n") {
        place = Place(line: place.line + 1, column: 1)
        continue
      }
      // The bytes that go on with a scalar take no column.
      if byte & 0xC0 != 0x80 { place.column += 1 }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted { places.append(place) }
    }
    return places
  }
}
