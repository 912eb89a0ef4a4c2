import FoundationEssentials

/// A comparator in Python, with its standard library only.
struct PythonScript {
  /// Nil where the machine has no Python.
  private static let interpreter = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let command: [String]

  /// - Parameters:
  ///   - name: of the file that is written.
  ///   - folder: where it is written.
  /// - Returns: nil where the machine has no Python.
  init?(_ source: [UInt8], named name: String, in folder: String) throws {
    guard let interpreter = Self.interpreter else { return nil }
    let path = "\(folder)/\(name)"
    try Data(source).write(to: URL(filePath: path))
    command = [interpreter, path]
  }

  func run(_ arguments: String..., in folder: String) throws -> MeasuredRun {
    try MeasuredRun(command + arguments, in: folder)
  }
}
