import Glibc
import Subprocess

/// Where a task's files stand in git.
struct Provenance: Hashable, Sendable {
  var commit: String?
  var isClean: Bool?
  /// True where git tells nothing, since the repository belongs to another user (git-config(1), safe.directory). It is not
  /// told to trust them: asked about changed files, git runs the filters that a repository names, under our account.
  var isOfAnotherUser = false

  /// Asks git about a folder of the workspace; knows nothing outside a repository or without git.
  static func of(_ folder: String, in workspace: String) async -> Provenance {
    guard hasRoomForPipes else { return Provenance() }
    let commit: String
    switch await git(["rev-parse", "--verify", "--quiet", "HEAD"], in: workspace) {
    case .told(let told) where !told.isEmpty: commit = told
    case .distrusted: return Provenance(isOfAnotherUser: true)
    case .told, .failed: return Provenance()
    }
    guard
      case .told(let changes) = await git(
        ["status", "--porcelain", "--untracked-files=all", "--", folder], in: workspace)
    else { return Provenance() }
    // A folder that .gitignore hides is reported as unchanged though no commit holds it.
    guard case .told(let tracked) = await git(["ls-files", "--", folder], in: workspace), !tracked.isEmpty else {
      return Provenance(commit: commit, isClean: false)
    }
    return Provenance(commit: commit, isClean: changes.isEmpty)
  }

  /// What came of a question to git.
  private enum Reply {
    /// Its output, trimmed.
    case told(String)
    case distrusted
    case failed
  }

  private static func git(_ arguments: [String], in workspace: String) async -> Reply {
    let environment = Environment.inherit.updating(["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"])
    let result = try? await run(
      .name("git"), arguments: Arguments(["-C", workspace, "-c", "core.fsmonitor=false"] + arguments),
      environment: environment,
      output: .string(limit: 4 << 20), error: .string(limit: 64 << 10))
    guard let result else { return .failed }
    guard result.terminationStatus.isSuccess else {
      return result.standardError.contains("dubious ownership") ? .distrusted : .failed
    }
    return .told(result.standardOutput.split(whereSeparator: \.isNewline).joined(separator: "\n"))
  }

  /// False where so few files may still be opened that a program cannot be started: swift-subprocess 1.0.2 ends the whole
  /// process then.
  private static var hasRoomForPipes: Bool {
    let opened = (0..<16).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for descriptor in opened where descriptor >= 0 { close(descriptor) } }
    return opened.allSatisfy { $0 >= 0 }
  }
}
