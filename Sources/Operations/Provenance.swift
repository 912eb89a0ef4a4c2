import Glibc
import Subprocess

/// Where a task's files stand in git.
struct Provenance: Hashable, Sendable {
  var commit: String?
  var isClean: Bool?

  /// Asks git about a folder of the workspace; knows nothing outside a repository or without git.
  static func of(_ folder: String, in workspace: String) async -> Provenance {
    guard hasRoomForPipes, let commit = await git(["rev-parse", "--verify", "--quiet", "HEAD"], in: workspace),
      !commit.isEmpty,
      let changes = await git(["status", "--porcelain", "--untracked-files=all", "--", folder], in: workspace)
    else { return Provenance() }
    // A folder that .gitignore hides is reported as unchanged though no commit holds it.
    let tracked = await git(["ls-files", "--", folder], in: workspace)
    return Provenance(commit: commit, isClean: changes.isEmpty && tracked?.isEmpty == false)
  }

  /// What git says, trimmed; nil where it fails.
  private static func git(_ arguments: [String], in workspace: String) async -> String? {
    let environment = Environment.inherit.updating(["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"])
    let result = try? await run(
      .name("git"), arguments: Arguments(["-C", workspace, "-c", "core.fsmonitor=false"] + arguments),
      environment: environment,
      output: .string(limit: 4 << 20), error: .discarded)
    guard let result, result.terminationStatus.isSuccess else { return nil }
    return result.standardOutput.split(whereSeparator: \.isNewline).joined(separator: "\n")
  }

  /// False where so few files may still be opened that a program cannot be started: swift-subprocess 1.0.2 ends the whole
  /// process then.
  private static var hasRoomForPipes: Bool {
    let opened = (0..<16).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for descriptor in opened where descriptor >= 0 { close(descriptor) } }
    return opened.allSatisfy { $0 >= 0 }
  }
}
