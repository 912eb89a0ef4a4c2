import Foundation

/// The `sqlite3` command with its default settings, as an administrator might use it on a queue.
struct StockShell {
  let path: String

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  func run(_ sql: String) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", path, sql]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: text, errors: complaint)
  }
}
