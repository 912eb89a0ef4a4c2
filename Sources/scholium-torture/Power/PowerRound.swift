import Driving
import FoundationEssentials
import Glibc

/// One scene played once, and cut many times.
struct PowerRound {
  let folder: String
  let program: Program
  var chance: Seeded
  /// One wreck of so many is taken up again by the program itself.
  let takenUp: Int
  private(set) var tally = Tally()

  init(folder: String, program: Program, chance: Seeded, takenUp: Int) {
    self.folder = folder
    self.program = program
    self.chance = chance
    self.takenUp = takenUp
  }

  /// - Parameters:
  ///   - cuts: during the scene.
  ///   - stacked: during the recovery from one of them.
  mutating func run(_ scene: Scene, cuts: Int, stacked: Int) throws {
    let stage = try Stage(unpublishedIn: "\(folder)/\(scene.name)", program: program)
    let recording = try record(scene, on: stage)
    let stretches = recording.boundaries()
    tally.count("write boundaries in the traces", stretches.joined().count)
    let places = places(cuts, among: stretches)
    let first = places.randomElement(using: &chance)
    var base: (wreck: Wreck, known: Known)?
    try recording.visit(places.sorted()) { place, disk, known in
      // Without the safeguard it is answers that must be lost.
      if !program.without.isEmpty, known.acknowledged.isEmpty { return }
      let wreck = try cut(disk, known, stage: stage)
      if place == first { base = (wreck, known) }
    }
    tally.count("cuts in \(scene.name)", cuts)
    if let base { try cutAgain(base.wreck, base.known, times: stacked) }
  }

  /// Half of them anywhere, each place once before any comes again; half in any stretch between two syncs, so that a
  /// short one is met as often as a long one.
  private mutating func places(_ count: Int, among stretches: [[Int]]) -> [Int] {
    let all = Array(stretches.joined())
    var places: [Int] = []
    while places.count < count / 2 { places += all.shuffled(using: &chance).prefix(count / 2 - places.count) }
    while places.count < count {
      guard let place = stretches.randomElement(using: &chance)?.randomElement(using: &chance) else { break }
      places.append(place)
    }
    return places
  }

  /// Cuts the power while people go on after another cut.
  private mutating func cutAgain(_ wreck: Wreck, _ known: Known, times: Int) throws {
    let scene = known.ui == nil || known.examples == 0 ? Scene.startingOver : .afterwards
    let stage = try Stage(unpublishedIn: "\(folder)/\(scene.name)", program: program)
    if let ui = known.ui { try stage.writeInterface(version: ui) }
    try wreck.lay(in: stage.folder, using: &chance)
    let recording = try Recording(of: scene, on: stage, known: known, seed: chance.next())
    let places = places(times, among: recording.boundaries()).sorted()
    try recording.visit(places) { _, disk, known in _ = try cut(disk, known, stage: stage) }
    tally.count("cuts during the recovery from a cut", times)
  }

  /// A scene that cannot be played shows nothing, and is no broken promise.
  private mutating func record(_ scene: Scene, on stage: Stage) throws -> Recording {
    do {
      guard scene.start == .firstQueue else {
        return try Recording(of: scene, on: stage, known: Known(), seed: chance.next())
      }
      try FirstQueue.make(at: stage.queue, in: stage.folder)
      return try Recording(of: scene, on: stage, known: FirstQueue.known, seed: chance.next())
    } catch {
      cannotRun("the scene \(scene.name) cannot be recorded: \(error)")
    }
  }

  private mutating func cut(_ disk: Disk, _ known: Known, stage: Stage) throws -> Wreck {
    let wreck = disk.cut(using: &chance)
    let place = Self.scratch(for: folder)
    try wreck.lay(in: place, using: &chance)
    defer { try? FileManager.default.removeItem(atPath: place) }
    tally.count("cuts")
    tally.count("acknowledged answers looked for", known.acknowledged.count)
    tally.count("cuts while the database itself was written", disk.isUnsynced(stage.queue) ? 1 : 0)
    tally.count("cuts that lost writes", wreck.writesLost > 0 ? 1 : 0)
    tally.count("cuts that tore a write", wreck.writesTorn > 0 ? 1 : 0)
    tally.count("cuts that undid a name", wreck.namesUndone > 0 ? 1 : 0)
    let survivor = Survivor(path: "\(place)/queue.sqlite", known: known)
    do {
      let clock = Deadline(seconds: 0)
      try survivor.check()
      tally.lasted("opening and checking", milliseconds: clock.elapsed * 1000)
      if Int.random(in: 0..<takenUp, using: &chance) == 0 {
        try survivor.takeUp(with: stage)
        tally.count("wrecks taken up by the program")
      }
    } catch {
      // As the cut left them, to be looked at.
      try wreck.lay(in: "\(folder)/wreck", using: &chance)
      throw error
    }
    return wreck
  }

  /// Memory is disk enough where the power only seems to go.
  private static func scratch(for folder: String) -> String {
    let memory = "/dev/shm"
    guard access(memory, W_OK) == 0 else { return "\(folder)/now" }
    let name = folder.split(separator: "/").joined(separator: "-")
    return "\(memory)/scholium-\(getpid())-\(name)"
  }
}
