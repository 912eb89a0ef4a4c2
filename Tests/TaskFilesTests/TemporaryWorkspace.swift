import FoundationEssentials
import Glibc
import Labeling
import TaskFiles

/// A workspace folder that is gone with the value.
final class TemporaryWorkspace {
  let path: String

  init() throws {
    var template = Array("/tmp/scholium-taskfiles-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure(name: "mkdtemp") }
    path = String(cString: made)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  struct Failure: Error {
    let name: String
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, bytes: Array(text.utf8))
  }

  func write(_ name: String, bytes: [UInt8]) throws {
    makeFolders(of: name)
    guard let file = fopen("\(path)/\(name)", "w") else { throw Failure(name: name) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(name: name) }
  }

  func link(_ name: String, to target: String) {
    unlink("\(path)/\(name)")
    symlink(target, "\(path)/\(name)")
  }

  func remove(_ name: String) {
    unlink("\(path)/\(name)")
  }

  private func makeFolders(of name: String) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
  }

  /// A small task without faults; `changes` replaces files by name.
  func task(_ changes: [String: String] = [:]) throws -> Compiled {
    let files = [
      "task.yaml": "title: Genre\n", "ui.yaml": Self.ui, "taxonomy.yaml": Self.taxonomy, "schema.yaml": Self.schema,
    ]
    for (name, text) in files.merging(changes, uniquingKeysWith: { $1 }) { try write("tasks/genre/\(name)", text) }
    return TaskFiles.read(workspace: path, task: "genre")
  }

  static let ui = """
    version: 2
    show:
      - {field: title, style: heading}
    ask:
      - {id: genre, kind: choice, prompt: "Which genre?", advance: auto}

    """
  static let taxonomy = """
    version: 1
    labels:
      - {id: comedy, title: Comedy, key: m}
      - {id: horror}

    """
  static let schema = """
    version: 1
    fields:
      title: {type: string, required: true, max_length: 200}
      year: {type: integer, min: 1888, max: 2100}
    identity: [title, year]

    """
}

extension TaskName: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

/// A small generator whose every run is the same (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
