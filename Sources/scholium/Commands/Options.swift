import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import SQLiteQueue
import TaskFiles
import Text

/// Where the workspace and its queue are.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: .customLong("workspace"),
    help: ArgumentHelp("The workspace (default: the nearest folder upwards with tasks in it).", valueName: "dir"),
    completion: .directory)
  var workspacePath: String?

  @Option(
    name: .customLong("queue"),
    help: ArgumentHelp("The queue (default: \(QueueFile.name) in the workspace; SCHOLIUM_QUEUE).", valueName: "path"),
    completion: .file())
  var queuePath: String?

  /// The workspace's folder.
  func root() throws -> String {
    if let workspacePath {
      guard Self.isFolder(workspacePath) else {
        throw OperationError.missing(
          "there is no folder '\(workspacePath)' (scholium init \(workspacePath) makes a workspace)")
      }
      return workspacePath
    }
    guard let root = WorkspaceLocator.nearest(from: ".") else {
      throw OperationError.missing(
        "there is no workspace here or above: no folder with tasks/*/task.yaml (scholium init makes one; --workspace names one)"
      )
    }
    return root
  }

  /// Opens the queue. A queue that was named needs no workspace.
  func store(_ mode: SQLiteStore.Mode = .existing) throws -> SQLiteStore {
    try SQLiteStore(path: queue(), mode: mode)
  }

  /// Where the queue is, or shall be.
  func queue() throws -> String { try namedQueue ?? QueueFile.path(in: root()) }

  /// The workspace's folder; nil where only a queue was named and there is no workspace around.
  func optionalRoot() throws -> String? {
    namedQueue != nil && workspacePath == nil ? WorkspaceLocator.nearest(from: ".") : try root()
  }

  private var namedQueue: String? { queuePath ?? Environment["SCHOLIUM_QUEUE"] }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// Who answers. Without the SSH service a name is only claimed.
struct AnnotatorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The annotator (default: SCHOLIUM_ANNOTATOR, else the user of this system).", valueName: "name"),
    completion: .people)
  var givenName: String?

  /// The name, checked; says once to a person watching that nobody verified it. Over SSH the key says who somebody is,
  /// and nothing else.
  func name() throws -> String {
    let name = try Self.name(given: givenName)
    if Visitor.current == nil, Console.isWatched { Console.say("scholium: working as '\(name)' (unverified)") }
    return name
  }

  /// The same, without a word.
  static func name(given: String? = nil) throws -> String {
    if let visitor = Visitor.current { return visitor.name }
    let name = given ?? Environment["SCHOLIUM_ANNOTATOR"] ?? Actor.systemUser
    try PersonName.check(name)
    return name
  }
}

/// Which channels a person draws from.
struct ChannelOptions: ParsableArguments {
  @Option(
    name: .customLong("channel"), help: ArgumentHelp("The channel, or 'all'.", valueName: "name"),
    completion: .channels)
  var channelName = ChannelName.production.rawValue

  var choice: ChannelChoice { channelName == "all" ? .all : .named(ChannelName(channelName)) }
}

struct OutputOptions: ParsableArguments {
  @Flag(name: .customLong("json"), help: "Print one JSON document.")
  var isJSON = false
}

/// The environment; an empty variable is as good as none.
enum Environment {
  static subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

extension TaskName: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public static var defaultCompletionKind: CompletionKind { .tasks }
}

extension ChannelName: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public static var defaultCompletionKind: CompletionKind { .channels }
}
