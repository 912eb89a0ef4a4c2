import Canvas
import Labeling
import Operations
import TaskFiles
import Workbench

/// The keys to work with: the workspace's `keys.yaml`, then a file of the person's own, whose commands win.
struct KeyChoice {
  /// The file that was named.
  let file: String?
  let workspace: String?

  private static let commands = Command.allCases.map(\.rawValue)

  /// The table of keys with what the files change, and every fault of the files if there are any.
  func keymap() throws -> Keymap {
    let changes = KeyChanges([workspaceFile, try ownFile()].compactMap { $0 })
    guard let keymap = changes.keymap, changes.faults.isEmpty else { throw DefinitionFaults(changes.faults) }
    return keymap
  }

  /// What is wrong with the keys of a workspace, and which of them some labels take for themselves.
  static func faults(workspace: String, definitions: [TaskDefinition]) -> [Fault] {
    guard let file = KeysFile(workspace: workspace, commands: commands) else { return [] }
    let changes = KeyChanges([file])
    return changes.faults + definitions.flatMap { changes.warnings(of: $0) }
  }

  private var workspaceFile: KeysFile? { workspace.flatMap { KeysFile(workspace: $0, commands: Self.commands) } }

  private func ownFile() throws -> KeysFile? {
    if let file {
      if let named = KeysFile(path: file, commands: Self.commands) { return named }
      throw OperationError.missing("there is no file '\(file)' (leave --keys out for the usual keys)")
    }
    return PersonalFile.configuration("keys.yaml").flatMap { KeysFile(path: $0, commands: Self.commands) }
  }
}

/// What files of keys come to, later ones winning.
private struct KeyChanges {
  /// Nil where the changes can't be.
  private(set) var keymap: Keymap?
  private(set) var faults: [Fault]
  private var entries: [Command: KeysFile.Entry] = [:]

  init(_ files: [KeysFile]) {
    faults = files.flatMap(\.faults)
    for entry in files.flatMap(\.entries) {
      if let command = Command(rawValue: entry.command) { entries[command] = entry }
    }
    do throws(KeymapFaults) {
      keymap = try Keymap(changing: entries.mapValues(\.keys))
    } catch {
      faults += error.all.compactMap { fault in entries[fault.command]?.fault(fault.message, at: fault.key) }
        .sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }
  }

  func warnings(of task: TaskDefinition) -> [Fault] {
    let labels = Dictionary(task.taxonomy.labels.compactMap { label in label.key.map { ($0, label.id) } }) { $1 }
    return (keymap?.changes(hiddenBy: Set(labels.keys)) ?? []).compactMap { command, key in
      guard case .character(let character) = key, let label = labels[character] else { return nil }
      return entries[command]?.fault(
        "the label '\(label)' of task '\(task.name)' has the key '\(key.name)', and goes before '\(command.rawValue)' (take another key)",
        at: key, severity: .warning)
    }
  }
}
