import Driving

/// A person whose line is cut again and again, and who comes back each time.
struct DroppedPerson {
  private(set) var memory: Recollection
  private(set) var tally = Tally()
  let diary = Diary()
  private let shop: Workshop
  private var chance: Seeded
  private var dropped: Dropped?

  init(_ name: String, in shop: Workshop, _ chance: Seeded) {
    memory = Recollection(name: name)
    self.shop = shop
    self.chance = chance
  }

  /// Comes in, answers a few, and is cut off.
  mutating func work(until cut: Cut) throws {
    let visit = try comeBack()
    for _ in 0..<Int.random(in: 0...2, using: &chance) {
      guard case .example(let film, _) = visit.sight.place else { break }
      try answer(film, visit)
    }
    guard case .example(let film, _) = visit.sight.place else {
      throw BrokenPromise("\(memory.name) has no more to do before all lines were cut: there were too few examples")
    }
    dropped = try visit.drop(cut, at: film, &memory)
    diary.note("at \(film) \(cut.moment.rawValue): \(cut.how.rawValue)\(cut.isHasty ? ", and comes back at once" : "")")
    tally.count(cut.how.rawValue)
    tally.count("dropped \(cut.moment.rawValue)")
    if !cut.isHasty { try seeTheEnd() }
  }

  /// Comes in a last time, and answers whatever there is.
  mutating func finish() throws {
    let visit = try comeBack()
    while visit.sight.place != .nothing {
      if case .example(let film, let version) = visit.sight.place {
        try memory.see(film, version: version)
        try answer(film, visit)
      } else {
        try visit.waitForOthers()
      }
    }
    try memory.goHome()
    try visit.leave()
  }

  private mutating func comeBack() throws -> Visit {
    let visit = try Visit(
      as: memory.name, in: shop, besides: dropped?.server, writing: diary, Seeded(seed: chance.next()))
    let draft = memory.draft
    diary.note("has open \(memory.open.sorted()), of them in doubt \(memory.doubted.keys.sorted())")
    if visit.sight.words.contains(.anotherTerminal) {
      tally.count("came back beside the old terminal")
      let own = visit.sight
      let isTaken = try visit.takeOver()
      if isTaken {
        tally.count("examples taken over")
        try memory.returnTo(visit.sight)
      }
      // What was shown first stays theirs.
      if case .example(let film, let version) = own.place { try memory.see(film, version: version, isLeft: isTaken) }
    } else {
      try memory.returnTo(visit.sight)
      tally.count("came back to \(memory.open.count > 0 ? "an example" : "nothing")")
    }
    if let draft, visit.sight.shows(draft.film) { tally.count("drafts that came back") }
    try seeTheEnd()
    return visit
  }

  private mutating func answer(_ film: String, _ visit: Visit) throws {
    let label = try visit.choose()
    memory.submitted(label, at: film)
    try visit.submit(film)
    memory.acknowledge(film, label)
    diary.note("answered \(film), and sees \(visit.sight.place)")
    tally.count("answers that the screen said are saved")
    if case .example(let next, let version) = visit.sight.place { try memory.see(next, version: version) }
  }

  /// Nothing of a dropped session goes on for long.
  private mutating func seeTheEnd() throws {
    guard let old = dropped else { return }
    guard let time = old.server.end(within: Workshop.patience) else {
      throw BrokenPromise(
        """
        \(memory.name)'s session goes on \(Int(Workshop.patience)) s after the drop (\(old.how.rawValue)): \(old.server.state)
        sshd: \(shop.log)
        """, isOfData: true
      )
    }
    diary.note("the dropped session is at its end")
    tally.lasted("end of a session after: \(old.how.rawValue)", milliseconds: time)
    dropped = nil
  }
}
