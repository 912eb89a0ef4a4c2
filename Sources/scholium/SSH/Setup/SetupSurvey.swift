import FoundationEssentials
import Glibc
import Operations
import TaskFiles

/// What the system looks like, read once before a plan is made: a plan is a function of this and of nothing else.
struct SetupSurvey: Hashable {
  /// A file of the queue, or the folder itself.
  struct OwnedFile: Hashable {
    var path: String
    var kind: PathTrail.Stop.Kind
    var owner: uid_t
    /// Whether the owner's account is gone.
    var isOrphan: Bool
    var group: gid_t
    var mode: mode_t
    var links: UInt64
  }

  var hasDaemon: Bool
  var hasSystemd: Bool
  /// nil where it cannot be read.
  var configuration: DaemonConfiguration?
  /// The text of `scholium.conf`; nil where there is none.
  var snippet: String?
  var account: ServiceAccount?
  var program: PathTrail?
  var workspace: PathTrail?
  /// Whether the workspace has a task.
  var hasTasks: Bool
  /// The other account whose home the workspace is.
  var inhabitant: String?
  /// The workspace's folder and the queue's files; nil where the folder cannot be listed.
  var queueFiles: [OwnedFile]?

  /// - Parameters:
  ///   - program: nil where it does not matter.
  ///   - workspace: nil where none is known.
  static func read(account: AccountName, configuration: PlainPath, program: PlainPath?, workspace: PlainPath?)
    -> SetupSurvey
  {
    let snippet = SetupPaths.snippet(of: configuration)
    let inhabitant = workspace.flatMap { ServiceAccount.owner(ofHome: $0) }
    return SetupSurvey(
      hasDaemon: SystemProgram.exists("sshd"),
      // As sd_booted(3) asks.
      hasSystemd: access("/run/systemd/system", F_OK) == 0,
      configuration: TextFile.read(configuration.text).map { DaemonConfiguration(text: $0, snippet: snippet) },
      snippet: TextFile.read(snippet.text), account: ServiceAccount.find(account),
      program: program.map(PathTrail.read), workspace: workspace.map(PathTrail.read),
      hasTasks: workspace.map { WorkspaceLocator.isWorkspace($0.text) } ?? false,
      inhabitant: inhabitant == account.description ? nil : inhabitant,
      queueFiles: workspace.flatMap { files(of: $0) })
  }

  private static func files(of workspace: PlainPath) -> [OwnedFile]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: workspace.text) else { return nil }
    let files = names.filter { $0.hasPrefix(QueueFile.name) }.sorted().map { "\(workspace.text)/\($0)" }
    return ([workspace.text] + files).compactMap(OwnedFile.init(at:))
  }
}

/// Where setting up finds and puts files.
enum SetupPaths {
  /// The queue, and the files of its fair lock: made for the account before anybody else can make them as theirs.
  static let made = ["", "-gate", "-turn"].map { QueueFile.name + $0 }

  /// Debian's sshd_config includes the folder beside it.
  static func snippet(of configuration: PlainPath) -> PlainPath {
    configuration.parent.appending("sshd_config.d").appending(Snippet.fileName)
  }
}

extension SetupSurvey.OwnedFile {
  fileprivate init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(
      path: path, kind: PathTrail.Stop.Kind(mode: status.st_mode), owner: status.st_uid,
      isOrphan: getpwuid(status.st_uid) == nil, group: status.st_gid,
      mode: status.st_mode & 0o7777,
      links: UInt64(status.st_nlink))
  }
}
