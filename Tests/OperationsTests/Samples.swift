import Foundation
import Labeling
import Operations
import Queue
import SQLiteQueue
import Synchronization

/// A temporary folder that goes when the test does.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/scholium-operations-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw OperationError.cannotWrite(path: "/tmp", why: "mkdtemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, making its folders.
  func write(_ text: String, to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o777)
    }
    var file = try WholeFile(at: "\(path)/\(name)")
    try file.append(text.utf8)
    try file.keep()
  }

  func names(in folder: String = "") -> [String] {
    guard let directory = opendir("\(path)/\(folder)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { names.append(String(cString: $0)) }
      }
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  func read(_ name: String) -> [UInt8]? {
    guard let file = fopen("\(path)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }
}

extension Surroundings {
  /// A clock that moves a second a look, and chance from a seed (SplitMix64, prng.di.unimi.it).
  static func scripted(seed: UInt64 = 1) -> Surroundings {
    let state = Scripted(seed: seed)
    return Surroundings(program: "scholium test", now: { state.tick() }, random: { state.draw() })
  }
}

private final class Scripted: Sendable {
  private let seconds = Mutex<Int64>(1_800_000_000)
  private let seed: Mutex<UInt64>

  init(seed: UInt64) { self.seed = Mutex(seed) }

  func tick() -> Timestamp {
    seconds.withLock { seconds in
      seconds += 1
      return Timestamp(microseconds: seconds * 1_000_000)
    }
  }

  func draw() -> UInt64 {
    seed.withLock { seed in
      seed &+= 0x9E37_79B9_7F4A_7C15
      var value = seed
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return value ^ value >> 31
    }
  }
}

/// A workspace with the task `genre`, and its queue.
struct Bench {
  let folder: TemporaryFolder
  let store: any QueueStore
  let surroundings: Surroundings

  static let task = TaskName("genre")

  init(overlap: Int = 2) throws {
    folder = try TemporaryFolder()
    surroundings = .scripted()
    try folder.write("title: Film genre\ndataset: films\npolicy: {overlap: \(overlap)}\n", to: "tasks/genre/task.yaml")
    try folder.write(
      "version: 1\nshow:\n  - {field: title, style: heading}\nask:\n  - {id: genre, kind: choice, prompt: Which genre?}\n",
      to: "tasks/genre/ui.yaml")
    try folder.write(
      "version: 1\nlabels:\n  - {id: comedy, title: Comedy}\n  - {id: horror, title: Horror}\n",
      to: "tasks/genre/taxonomy.yaml")
    try folder.write(
      "version: 1\nfields:\n  title: {type: string, required: true, max_length: 20}\n  year: {type: integer}\nidentity: [title]\n",
      to: "tasks/genre/schema.yaml")
    store = try SQLiteStore(path: "\(folder.path)/queue.sqlite")
  }

  func publish(channel: ChannelName = .production, weight: Int? = nil) async throws -> Publishing.Outcome {
    try await Publishing(workspace: folder.path, surroundings: surroundings)
      .publish(Publishing.Request(task: Self.task, channel: channel, weight: weight), to: { store })
  }

  /// - Parameter process: a mark of one that runs, where others must take the sitting for somebody's.
  func sit(
    _ name: String, channels: ChannelChoice = .named(.production), process: String? = nil
  ) throws -> Sitting {
    try Sitting(as: name, on: Self.task, channels: channels, process: process, store: store, surroundings: surroundings)
  }
}

extension Answer {
  static func genre(_ label: String) -> Answer { Answer([QuestionID("genre"): .label(LabelID(label))]) }
}

extension RenderingContext {
  static let test = RenderingContext(client: "pipe", program: "scholium test")
}

extension Serving {
  var assignment: Assignment? {
    if case .assignment(let assignment) = outcome { assignment } else { nil }
  }
}
