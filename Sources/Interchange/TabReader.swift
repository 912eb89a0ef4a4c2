import Records

/// Tab-separated rows, streaming, the header first. A cell that is quoted as a whole, its own quotes doubled, is
/// unquoted, as spreadsheets write them; any other quote is a character like the rest. No cell holds a line end.
struct TabReader<Source: ByteSource> {
  struct Row {
    let line: Int
    let raw: [UInt8]
    let cells: Result<[String], RowFault>
  }

  let header: [String]
  private var lines: JSONLinesReader<Source>

  /// Throws a `RowFault` for a header that cannot be used, or what the source throws.
  init(_ source: Source) throws {
    lines = JSONLinesReader(source)
    guard let first = try lines.next() else {
      throw RowFault(line: 1, message: "there is no header (the first line names the columns)")
    }
    header = try Self.cells(of: first.bytes.get(), line: first.line).get()
    guard Set(header.map { Array($0.utf8) }).count == header.count, !header.contains("") else {
      throw RowFault(line: first.line, message: "the columns need names, each another one")
    }
  }

  mutating func next() throws -> Row? {
    guard let line = try lines.next() else { return nil }
    let columns = header.count
    let cells = line.bytes.flatMap { Self.cells(of: $0, line: line.line) }.flatMap { cells in
      cells.count == columns
        ? .success(cells)
        : .failure(RowFault(line: line.line, message: "\(cells.count) cells where the header has \(columns)"))
    }
    return Row(line: line.line, raw: (try? line.bytes.get()) ?? [], cells: cells)
  }

  private static func cells(of line: [UInt8], line number: Int) -> Result<[String], RowFault> {
    guard let text = String(validating: line, as: UTF8.self) else {
      return .failure(RowFault(line: number, message: "the line is not UTF-8 (convert the file to UTF-8)"))
    }
    return .success(
      text.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false).map { unquoted(String($0)) })
  }

  private static func unquoted(_ cell: String) -> String {
    let quote: Unicode.Scalar = "\""
    let scalars = cell.unicodeScalars
    guard scalars.count >= 2, scalars.first == quote, scalars.last == quote else { return cell }
    var inner = String.UnicodeScalarView()
    var isSecond = false
    for scalar in scalars.dropFirst().dropLast() {
      if isSecond, scalar != quote { return cell }
      isSecond = scalar == quote && !isSecond
      if !isSecond { inner.append(scalar) }
    }
    return isSecond ? cell : String(inner)
  }
}
