import Interchange
import Labeling
import Operations
import Records
import Text

/// One input of an import, opened.
struct ImportInput {
  /// Nil for standard input, and for what is no file that anything could be written beside.
  let path: String?
  /// How its rows stand in it.
  let format: ExampleFormat
  let stream: InputStream
  private let name: String

  init(path: String, format: InputFormat?) throws(OperationError) {
    name = path
    stream = try .named(path)
    self.path = stream.size == nil ? nil : path
    switch format {
    case .examples(let format)?: self.format = format
    case .responses?: self.format = .jsonl
    case .crowdKit?: self.format = try self.path.map { path throws(OperationError) in try Self.table(path) } ?? .csv
    case nil: self.format = try Self.guess(path)
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
  func progress(_ rows: Displayable) -> Displayable {
    guard let size = stream.size else { return rows }
    return ProgressLine.bar(done: stream.consumed, total: size, rows)
  }

  /// A table with tabs in its header has tabs between its cells.
  private static func table(_ path: String) throws(OperationError) -> ExampleFormat {
    var head = [UInt8](repeating: 0, count: 4096)
    do {
      let file = try InputStream(path: path)
      let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
      return head[..<count].prefix { $0 != UInt8(ascii: "\n") }.contains(UInt8(ascii: "\t")) ? .tsv : .csv
    } catch let error as OperationError {
      throw error
    } catch {
      throw .missing("\(path) cannot be read: \(error)")
    }
  }

  private static func guess(_ path: String) throws(OperationError) -> ExampleFormat {
    let ending = path.split(separator: ".").last.map { $0.lowercased() }
    switch ending {
    case _ where path == "-": return .jsonl
    case "jsonl", "ndjson": return .jsonl
    case "csv": return .csv
    case "tsv": return .tsv
    case "txt", "text": return .text
    default:
      throw .usage("the format of \(path) cannot be told from its name (say --format jsonl, csv, tsv or text)")
    }
  }
}
