import Labeling
import Records

/// Reads examples from a file, streaming. A row that can't be read is a fault of that row; whether it fits the schema
/// is for the importer to say.
public struct ExampleReader<Source: ByteSource> {
  private enum Rows {
    case jsonl(JSONLinesReader<Source>)
    case csv(CSVReader<Source>)
    case tsv(TabReader<Source>)
    case text(JSONLinesReader<Source>)
  }

  private var rows: Rows
  private let mapping: FieldMapping
  private let schema: Schema

  /// Throws a `RowFault` for a header that can't be used, or what the source throws.
  ///
  /// - Parameters:
  ///   - mapping: fields of the file (`field`) that are taken under another name (`name`).
  ///   - schema: gives the texts of a CSV or TSV file their types.
  public init(
    _ source: Source, format: ExampleFormat, mapping: [(field: String, name: String)] = [], schema: Schema = .open
  ) throws {
    self.schema = schema
    self.mapping = FieldMapping(pairs: mapping)
    switch format {
    case .jsonl: rows = .jsonl(JSONLinesReader(source))
    case .csv: rows = .csv(try CSVReader(source))
    case .tsv: rows = .tsv(try TabReader(source))
    case .text: rows = .text(JSONLinesReader(source))
    }
  }

  /// The next row; nil at the end. Throws what the source throws.
  public mutating func next() throws -> ImportRow? {
    switch rows {
    case .jsonl(var reader):
      defer { rows = .jsonl(reader) }
      return try reader.next().map { row($0) { .parsing($0) } }
    case .text(var reader):
      defer { rows = .text(reader) }
      return try reader.next().map { row($0) { .text($0) } }
    case .csv(var reader):
      defer { rows = .csv(reader) }
      return try reader.next().map { row(at: $0.line, $0.raw, $0.cells, columns: reader.header) }
    case .tsv(var reader):
      defer { rows = .tsv(reader) }
      return try reader.next().map { row(at: $0.line, $0.raw, $0.cells, columns: reader.header) }
    }
  }

  private func row(
    _ line: JSONLinesReader<Source>.Line, _ read: ([UInt8]) -> Reading
  ) -> ImportRow {
    ImportRow(
      line: line.line, source: (try? line.bytes.get()) ?? [],
      content: line.bytes.flatMap { bytes in finish(read(bytes), line: line.line, raw: bytes) })
  }

  private func row(
    at line: Int, _ raw: [UInt8], _ cells: Result<[String], RowFault>, columns: [String]
  ) -> ImportRow {
    let content = cells.flatMap { cells in
      let fields = JSONObject(Array(zip(columns, cells.map { .string($0) })))
      return finish(Reading(.success(fields)), line: line, raw: raw)
    }
    return ImportRow(line: line, source: raw, content: content)
  }

  private func finish(_ reading: Reading, line: Int, raw: [UInt8]) -> Result<ImportRow.Content, RowFault> {
    reading.fields
      .flatMap { mapping.applied(to: $0) }
      .mapError { RowFault(line: line, message: $0.message) }
      .map { row in
        if reading.isTyped && mapping.pairs.isEmpty { return ImportRow.Content(object: row, raw: raw) }
        let object = reading.isTyped ? row : CellTypes.typed(row, by: schema)
        return ImportRow.Content(object: object, raw: JSON.object(object).utf8())
      }
  }
}

/// What a row of a file says before mapping, typing and checking.
private struct Reading {
  let fields: Result<JSONObject, FieldMapping.Problem>
  /// False where all values are texts whose types the schema gives.
  var isTyped = false

  init(_ fields: Result<JSONObject, FieldMapping.Problem>) {
    self.fields = fields
  }

  static func parsing(_ bytes: [UInt8]) -> Reading {
    var reading: Reading
    do throws(JSONFault) {
      let value = try JSONParser.parse(bytes)
      reading = Reading(
        value.object.map { .success($0) } ?? .failure(FieldMapping.Problem(message: "a row must be a JSON object")))
    } catch {
      reading = Reading(.failure(FieldMapping.Problem(message: error.description)))
    }
    reading.isTyped = true
    return reading
  }

  static func text(_ bytes: [UInt8]) -> Reading {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return Reading(.failure(FieldMapping.Problem(message: "the line is not UTF-8 (convert the file to UTF-8)")))
    }
    return Reading(.success(["text": .string(text)]))
  }
}
