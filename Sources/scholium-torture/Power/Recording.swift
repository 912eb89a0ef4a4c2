import FoundationEssentials

/// A scene as it was played once: the files as they were before, what happened to them, and what people were told.
struct Recording {
  let start: [String: [UInt8]]
  let events: [DatedEvent]
  let answers: [String: Ledger.Answer]
  /// What was known before the scene began.
  let known: Known
  let stage: Stage

  /// Plays a scene in a folder that may hold a queue already.
  ///
  /// - Parameter known: what must be in that queue.
  init(of scene: Scene, on stage: Stage, known: Known = Known(), seed: UInt64) throws {
    let name = "queue.sqlite"
    self.stage = stage
    self.known = known
    start = try Bytes.files(in: stage.folder, prefix: name)
    let command =
      [BuiltProgram.path("scholium-torture"), "power-scene", scene.name, "--folder", stage.folder]
      + ["--seed", "\(seed)", "--scholium", stage.program.path]
      + stage.program.without.flatMap { ["--without", $0] }
    let trace = try Strace.trace(command, into: "\(stage.folder)/\(scene.name).trace", in: stage.folder)
    events = try DiskEventReader(folder: stage.folder, prefix: name).events(of: trace)
    answers = try LedgerFile(readingFrom: "\(stage.folder)/\(Player.ledgerName)").answers
    try checkModel(prefix: name)
  }

  /// Places of events after which a power cut finds another disk than before, in stretches that end with a sync.
  func boundaries() -> [[Int]] {
    var disk = Disk(start)
    var stretches: [[Int]] = [[]]
    for (place, event) in events.enumerated() where disk.apply(event) {
      stretches[stretches.count - 1].append(place)
      if event.event.isSync { stretches.append([]) }
    }
    return stretches.filter { !$0.isEmpty }
  }

  /// Calls back with the disk, and what was known, right after each of some events.
  ///
  /// - Parameter places: sorted; an event may be named several times.
  func visit(_ places: [Int], _ body: (_ place: Int, Disk, Known) throws -> Void) throws {
    var disk = Disk(start)
    var known = known
    var next = places[...]
    for (place, event) in events.enumerated() {
      if case .said(let said) = event.event { try known.hear(said, ledger: answers) }
      _ = disk.apply(event)
      while next.first == place {
        try body(place, disk, known)
        next = next.dropFirst()
      }
    }
  }

  /// A model that ends with other files than the real disk has overlooked something, and would show nothing.
  private func checkModel(prefix: String) throws {
    var disk = Disk(start)
    for event in events { _ = disk.apply(event) }
    let real = try Bytes.files(in: stage.folder, prefix: prefix)
    guard disk.current == real else {
      let wrong = Set(disk.current.keys).union(real.keys).filter { disk.current[$0] != real[$0] }
      throw BrokenPromise("the model of the disk ends with other files than the disk: \(wrong.sorted())")
    }
  }
}
