import ArgumentParser
import Labeling
import Queue
import SQLiteQueue
import TaskFiles

extension CompletionKind {
  /// The tasks in the workspace's files.
  static let tasks = names { words in words.workspace.map { TaskFiles.tasks(in: $0).map(\.rawValue) } ?? [] }

  /// The themes that can be chosen.
  static let themes = names { words in ThemeFiles(workspace: words.workspace).all.map(\.name) }

  /// The channels in the queue, of every task.
  static let channels = names { words in
    words.read { view in
      let tasks = try view.tasks().map(\.name)
      return try tasks.flatMap { try view.channels(of: $0, at: view.revision).map(\.name.rawValue) }
    }
  }

  /// The annotators in the queue.
  static let people = names { words in words.read { view in try view.persons().map(\.name) } }

  /// What a shell may offer: names come from files and from people, so only plain ones go there.
  private static func names(_ find: @escaping @Sendable (TypedWords) -> [String]) -> CompletionKind {
    .custom { words, _, _ in
      Set(find(TypedWords(words))).filter { name in
        name.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
          default: "._/-".utf8.contains(byte)
          }
        }
      }.sorted()
    }
  }
}

/// What stands on the command line that is being completed.
private struct TypedWords {
  private let words: [String]

  init(_ words: [String]) { self.words = words }

  var workspace: String? { value(of: "--workspace") ?? WorkspaceLocator.nearest(from: ".") }

  /// Something of the queue, if there is one and it can be read now.
  func read(_ body: (any QueueSnapshot) throws -> [String]) -> [String] {
    let named = value(of: "--queue") ?? Environment["SCHOLIUM_QUEUE"]
    guard let path = named ?? workspace.map({ $0 + "/queue.sqlite" }),
      let store = try? SQLiteStore(path: path, mode: .existing)
    else { return [] }
    return (try? store.read(body)) ?? []
  }

  private func value(of option: String) -> String? {
    guard let place = words.firstIndex(of: option), words.indices.contains(place + 1) else { return nil }
    return words[place + 1]
  }
}
