import Glibc
import Interchange
import Operations
import Records

/// The rows that were kept out, beside the file they came from; made only once there is one.
struct RejectsFile: ~Copyable {
  let path: String
  private(set) var count = 0
  private var file: WholeFile?

  /// - Parameter input: the file read; nil for standard input.
  init(beside input: String?) {
    path = "\(input ?? "./stdin").rejects.jsonl"
  }

  mutating func add(_ rejection: Importing.Rejection) throws {
    if file == nil { file = try WholeFile(at: path) }
    let line: JSON = [
      "line": .number(JSONNumber(rejection.row.line)), "reason": .string(rejection.reason), "row": rejection.row.json,
    ]
    try file?.append(line.utf8() + [UInt8(ascii: "\n")])
    count += 1
  }

  /// Puts the file in its place; returns its path, nil without a row.
  consuming func keep() throws -> String? {
    guard let file else { return nil }
    let path = path
    try file.keep()
    return path
  }
}

extension ImportRow {
  /// The row as far as it could be read, else its text.
  fileprivate var json: JSON {
    switch content {
    case .success(let content): .object(content.object)
    case .failure: .string(String(decoding: source, as: UTF8.self))
    }
  }
}
