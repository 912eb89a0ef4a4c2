import FoundationEssentials

/// A comparator in Python, with its standard library only.
struct PythonScript {
  /// Nil where the machine has no Python. The system's own starts in half the time of one that a version manager has put
  /// before it on the PATH.
  private static let interpreter = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The interpreter and the script.
  let command: [String]

  /// - Parameters:
  ///   - name: of the file that is written.
  ///   - module: what it needs that some systems leave out of the standard library.
  ///   - folder: where it is written.
  /// - Returns: nil where the machine has no Python, or not the module.
  init?(_ source: [UInt8], named name: String, needing module: String? = nil, in folder: String) throws {
    guard let interpreter = Self.interpreter else { return nil }
    if let module, (try? MeasuredRun([interpreter, "-c", "import \(module)"], in: folder)) == nil { return nil }
    let path = "\(folder)/\(name)"
    try Data(source).write(to: URL(filePath: path))
    command = [interpreter, path]
  }

  func run(_ arguments: String..., in folder: String) throws -> MeasuredRun {
    try MeasuredRun(command + arguments, in: folder)
  }
}
