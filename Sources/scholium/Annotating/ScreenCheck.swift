import Labeling
import Operations
import Queue

/// Says before anything is claimed that a task asks questions which the workbench has no screen for.
enum ScreenCheck {
  static func check(_ task: TaskName, _ channels: ChannelChoice, in store: any QueueStore) throws {
    let builds = try store.read { snapshot in
      try snapshot.channels(of: task, at: snapshot.revision).filter { channel in
        channel.state != .retired && channels.takes(channel.name)
      }.map { try snapshot.build($0.build) }
    }
    for build in builds {
      if let sentence = refusal(of: build) { throw OperationError.usage(sentence) }
    }
  }

  /// Why the workbench can't ask what a build asks, nil where it can.
  static func refusal(of build: Build) -> String? {
    let missing = build.ask.filter { !$0.kind.hasScreen }
    guard !missing.isEmpty else { return nil }
    let questions = missing.map { "'\($0.id)' (\($0.kind.name))" }.joined(separator: ", ")
    return """
      the workbench has no screen yet for \(questions) of ui \(build.ui.version): \
      answer '\(build.task)' with scholium pipe \(build.task)
      """
  }
}

extension ChannelChoice {
  fileprivate func takes(_ channel: ChannelName) -> Bool {
    switch self {
    case .named(let name): name == channel
    case .all: true
    }
  }
}
