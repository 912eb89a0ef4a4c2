import Interchange
import Labeling
import Operations
import Records
import Text

/// One input of an import, opened.
struct ImportInput {
  /// Nil for standard input, and for what is no file that anything could be written beside.
  let path: String?
  let format: ExampleFormat
  let stream: InputStream
  private let name: String

  init(path: String, format: ExampleFormat?) throws(OperationError) {
    name = path
    stream = path == "-" ? .standard : try InputStream(path: path)
    self.path = stream.size == nil ? nil : path
    if let format {
      self.format = format
    } else {
      self.format = try Self.guess(path)
    }
  }

  /// Reads its rows; a header that cannot be used is a fault of the whole input.
  func reader(mapping: [(field: String, name: String)], schema: Schema) throws -> ExampleReader<InputStream> {
    do {
      return try ExampleReader(stream, format: format, mapping: mapping, schema: schema)
    } catch let fault as RowFault {
      throw OperationError.badData("\(name): \(fault)")
    }
  }

  /// How far it is read.
  func progress(_ counts: Importing.Counts) -> Displayable {
    let rows: Displayable = "\(counts.added) added, \(counts.present) there already, \(counts.rejected) rejected"
    guard let size = stream.size else { return rows }
    return ProgressLine.bar(done: stream.consumed, total: size, rows)
  }

  private static func guess(_ path: String) throws(OperationError) -> ExampleFormat {
    let ending = path.split(separator: ".").last.map { $0.lowercased() }
    switch ending {
    case _ where path == "-": return .jsonl
    case "jsonl", "ndjson": return .jsonl
    case "csv": return .csv
    case "txt", "text": return .text
    default:
      throw .usage("the format of \(path) cannot be told from its name (say --format jsonl, csv or text)")
    }
  }
}
