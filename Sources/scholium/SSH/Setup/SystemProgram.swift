import Glibc
import Operations
import Subprocess

/// Programs of the system, run without a shell and with nothing of the caller's environment.
enum SystemProgram {
  /// Where they are: folders that only root can write to.
  private static let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]

  struct Outcome {
    /// nil where a signal ended it.
    let status: Int32?
    let output: String
    let errors: String

    var isSuccess: Bool { status == 0 }
    /// What it said was wrong, in one line.
    var complaint: String { errors.split(whereSeparator: \.isNewline).joined(separator: "; ") }
  }

  static func exists(_ name: String) -> Bool { path(of: name) != nil }

  static func run(_ name: String, _ arguments: [String]) throws -> Outcome {
    guard exists(name) else { throw OperationError.missing("there is no program '\(name)' here (install it)") }
    let path = folders.joined(separator: ":")
    return try Waiting.wait {
      let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments),
        environment: .custom(["PATH": path, "LC_ALL": "C"]), input: .none,
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      var status: Int32?
      if case .exited(let code) = result.terminationStatus { status = code }
      return Outcome(status: status, output: result.standardOutput, errors: result.standardError)
    }
  }

  private static func path(of name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
