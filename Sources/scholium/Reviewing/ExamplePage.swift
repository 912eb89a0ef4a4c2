import Labeling
import Operations
import Queue
import Terminal
import Text
import Workbench

/// The browser's page of one example, on a terminal that shows something else before and after.
@MainActor
struct ExamplePage {
  let store: any QueueStore
  let terminal: CaseTerminal

  /// What opening an example comes to for whoever this process works for: the same as `scholium browse`.
  static var opening: Dashboard.Opening {
    if let role = Visitor.current?.role, !Permissions.permitted(role).contains(where: { $0.command == ["browse"] }) {
      return .refused
    }
    return Browser.Reach.here == .everybody ? .recorded : .own
  }

  /// Shows an example until the person leaves it.
  ///
  /// - Parameter channel: whose build says what answers mean; the task's main one where it is nil.
  /// - Returns: why there is nothing to see, if so, and the signal that ended it.
  func open(
    _ example: Digest, of task: TaskName, in channel: ChannelName?, on session: inout Terminal.Session
  ) throws -> (trouble: Displayable?, signal: Signal?) {
    let reviewer: Reviewer
    do {
      reviewer = try sitDown(at: task, channel)
    } catch {
      return (Displayable(String(describing: error)), nil)
    }
    return try reviewer.work { reviewer in
      let (state, signal) = try terminal.run(for: reviewer, on: &session) { desk, size, keymap, _ in
        (
          ReviewState(lookingAt: example, desk: desk, size: size, keymap: keymap),
          BrowserService(Browser(reviewer, reach: .here))
        )
      }
      return (state.trouble, signal)
    }
  }

  private func sitDown(at task: TaskName, _ channel: ChannelName?) throws -> Reviewer {
    let channel =
      try channel ?? store.read { try StatusWatch.main(of: try $0.channels(of: task, at: $0.revision)).name }
    return try Reviewer(as: try AnnotatorOptions.name(), on: task, channel: channel, in: store)
  }
}
