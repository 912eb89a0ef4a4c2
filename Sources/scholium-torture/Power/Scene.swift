/// What is played while every system call is written down: a script of steps, so that another one is a few lines.
struct Scene: Sendable {
  enum Step: Sendable {
    /// Publishes the task with the UI of a version.
    case publish(ui: Int)
    case importExamples(Range<Int>)
    case open(String)
    /// So many times the annotators answer one after the other.
    case answer([String], times: Int)
    case close(String)
    /// Leaves the log behind.
    case kill(String)
    case backUp
    /// The queue gives way to its last backup.
    case restore
  }

  /// What is there before it begins.
  enum Start: Sendable {
    /// What its folder holds: nothing, or what a power cut left.
    case folder
    /// A queue of the first schema.
    case firstQueue
  }

  let name: String
  var start = Start.folder
  let steps: [Step]

  /// Two people at work while data come in and versions change, through a checkpoint with people there and the log's
  /// new beginning, to the last one out.
  static let work = Scene(
    name: "work",
    steps: [
      .publish(ui: 1), .importExamples(0..<120), .open("amara"), .answer(["amara"], times: 20), .open("bo"),
      .answer(["amara", "bo"], times: 10), .importExamples(120..<700), .answer(["bo", "amara"], times: 25),
      .publish(ui: 2), .answer(["bo", "amara"], times: 5), .close("amara"), .close("bo"), .open("amara"),
      .answer(["amara"], times: 3), .close("amara"),
    ])

  /// A queue that is not there yet.
  static let creation = Scene(
    name: "creation",
    steps: [.publish(ui: 1), .importExamples(0..<5), .open("amara"), .answer(["amara"], times: 2), .close("amara")])

  /// Version after version, each with answers to be carried over.
  static let versions = Scene(
    name: "versions",
    steps: [
      .publish(ui: 1), .importExamples(0..<40), .open("amara"), .answer(["amara"], times: 8), .publish(ui: 2),
      .answer(["amara"], times: 4), .open("bo"), .publish(ui: 3), .answer(["bo", "amara"], times: 3), .close("bo"),
      .close("amara"),
    ])

  /// An older queue, which the first process to open it migrates.
  static let migration = Scene(
    name: "migration", start: .firstQueue, steps: [.open("amara"), .answer(["amara"], times: 3), .close("amara")])

  /// A backup takes the place of the queue, which holds the same, once with a log and once without.
  static let restoring = Scene(
    name: "restoring",
    steps: [
      .publish(ui: 1), .importExamples(0..<20), .open("amara"), .answer(["amara"], times: 6), .close("amara"), .backUp,
      .restore, .open("amara"), .answer(["amara"], times: 3), .backUp, .kill("amara"), .restore,
      .open("amara"), .answer(["amara"], times: 2), .close("amara"),
    ])

  /// What people do first after a power cut.
  static let afterwards = Scene(
    name: "afterwards", steps: [.open("chi"), .answer(["chi"], times: 2), .close("chi")])

  /// What they do where the power went before anything was published.
  static let startingOver = Scene(
    name: "starting-over",
    steps: [.publish(ui: 1), .importExamples(0..<5), .open("chi"), .answer(["chi"], times: 2), .close("chi")])

  /// Those that are cut for themselves.
  static let all = [work, creation, versions, migration, restoring]

  static func named(_ name: String) -> Scene? { (all + [afterwards, startingOver]).first { $0.name == name } }
}
