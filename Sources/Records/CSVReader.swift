/// Comma-separated rows by RFC 4180, streaming, the header first: quoted newlines, CRLF or LF, a byte order mark dropped,
/// empty lines skipped. A row with broken quoting or another number of cells than the header (blank ones at its end aside) is
/// a fault of that row.
///
/// Where quoting breaks in a row of several lines, the row is taken to end at its first line and reading goes on with
/// the next one, so that one stray quote doesn't swallow the file.
public struct CSVReader<Source: ByteSource> {
  public struct Row: Sendable {
    /// The line on which the row starts, from 1, the header being the first.
    public let line: Int
    /// The row's bytes as they are in the file, without its end.
    public let raw: [UInt8]
    /// As many cells as the header has columns.
    public let cells: Result<[String], RowFault>
  }

  /// The names of the columns, none of them twice.
  public let header: [String]

  private var records: CSVRecords<Source>

  /// Reads the header. Throws a `RowFault` where there is none or it can't be used, or what the source throws.
  /// `limit`: the bytes that a row may have.
  public init(_ source: Source, limit: Int = RowLimit.bytes) throws {
    records = try CSVRecords(source, limit: limit)
    guard let record = try records.next() else {
      throw RowFault(line: 1, message: "there is no header (the first line names the columns)")
    }
    header = try record.cells.get()
    var seen: Set<ExactString> = []
    for (index, name) in header.enumerated() {
      guard !name.isEmpty else { throw RowFault(line: record.line, message: "column \(index + 1) has no name") }
      guard seen.insert(ExactString(name)).inserted else {
        throw RowFault(line: record.line, message: "the column \"\(name)\" is there twice")
      }
    }
  }

  /// The next row; nil at the end. Throws what the source throws.
  public mutating func next() throws -> Row? {
    guard let record = try records.next() else { return nil }
    let columns = header.count
    let cells: Result<[String], RowFault> = record.cells.flatMap { cells in
      // Spreadsheets pad rows with empty cells.
      cells.count >= columns && cells[columns...].allSatisfy { $0.allSatisfy(\.isWhitespace) }
        ? .success(Array(cells.prefix(columns)))
        : .failure(RowFault(line: record.line, message: "\(cells.count) cells where the header has \(columns)"))
    }
    return Row(line: record.line, raw: record.raw, cells: cells)
  }
}
