import Labeling
import Queue

extension Transaction {
  /// Records for every older screen of a task what those who saw it go on with, in each of its channels.
  ///
  /// - Parameter first: the stage that begins; the one before it needs no more tails.
  func compileTails(of name: TaskName, first: Int64?, origin: Origin?) throws {
    let task = try catalog.task(name)
    var known = Set(catalog.buildIDs)
    let beginning = task.stages.filter { $0.key == first }
    let others = task.stages.filter { stage in !beginning.contains { $0.channelKey == stage.channelKey } }
    let stages = beginning + others.sorted { $0.channelKey < $1.channelKey }
    for stage in stages {
      for tail in rules(of: stage, in: task).tails.builds where known.insert(tail.id).inserted {
        guard let screen = catalog.builds.first(where: { $0.build.uiVersion == tail.uiVersion })?.uiVersion else {
          continue
        }
        let origin = origin ?? Origin(program: "scholium")
        _ = try build(tail, task: task.key, uiVersion: screen, isTail: true, origin: origin)
      }
    }
    if known.count > catalog.buildIDs.count { try definitionsChange() }
  }
}
