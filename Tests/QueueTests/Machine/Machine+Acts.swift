import Labeling
import Queue
import Records

extension Machine {
  mutating func act(_ step: Step) throws -> String {
    guard let seat = seats.at(step.who) else { return "-" }
    switch step.kind {
    case .claim: return try claim(seat, step)
    case .reserve: return try reserve(seat, step)
    case .submit: return try submit(seat, step, then: nil)
    case .submitNext: return try submit(seat, step, then: request(seat, step))
    case .skip: return try end(seat, step, .skipped(reason: nil))
    case .flag: return try end(seat, step, .flagged(comment: "odd"))
    case .release: return try end(seat, step, .released)
    case .giveBack: return try end(seat, step, .unseen)
    case .wait:
      now = now.advanced(bySeconds: Double(1 + step.how % 150))
      return "waited"
    case .waitLong:
      now = now.advanced(bySeconds: 700)
      return "waited long"
    case .reseat:
      try store.close(seat.session, at: tick())
      let session = SessionID(newID("s"))
      try store.open(Session(id: session, person: seat.person.id, process: nil, at: tick()))
      for place in seats.indices where seats[place].person.id == seat.person.id { seats[place].session = session }
      return "\(seat.person.name) returned"
    case .revise: return try revise(step)
    case .publish: return try publish(step)
    case .promote: return try move(step, .promote(from: Self.channels.at(step.how) ?? .production))
    case .weight: return try move(step, .weight(Int(step.how % 3)))
    case .hold: return try move(step, step.how % 3 == 0 ? .pause : .resume)
    case .retireTail: return try move(step, .retireTail(ui: Int(step.how % 4) + 1))
    case .add:
      try addExamples(1)
      return "added"
    case .update:
      let number = Int(step.what % UInt64(examples))
      let isSeen = step.how % 2 == 0
      made += 1
      try add(
        [Self.row(number, text: isSeen ? "text \(number), \(made)" : "text \(number)", note: "\(made)")],
        updates: true)
      return "updated \(number)"
    case .pause:
      let change: PersonChange = step.how % 2 == 0 ? .pause : .resume
      return "\(change) \(try store.change(seat.person.id, change, at: tick()).name)"
    case .importAnswer: return try importAnswer(step)
    case .sitDown:
      guard let person = away.popLast() else { return "-" }
      try self.seat(person.name)
      return "\(person.name) sat down"
    }
  }

  private mutating func request(_ seat: Seat, _ step: Step, besides open: AssignmentID? = nil) -> Claim {
    let choice: ChannelChoice =
      step.how & 0x30 == 0 ? .named(Self.channels.at(step.how >> 8) ?? .production) : .all
    return Claim(
      task: Self.task, channels: choice, person: seat.person.id, session: seat.session,
      assignment: AssignmentID(newID("a")), besides: open, at: tick())
  }

  /// What comes after something that the person is at, which stays open.
  private mutating func reserve(_ seat: Seat, _ step: Step) throws -> String {
    guard let open = assignment(of: seat, step) else { return "-" }
    let outcome = try store.claim(request(seat, step, besides: open.id)).outcome
    if case .assignment(let ahead) = outcome, ahead.id == open.id || ahead.example == open.example {
      throw BrokenRule("\(ahead.id) was reserved besides \(open.id), which shows the same")
    }
    return try told(outcome, to: seat.person)
  }

  private mutating func claim(_ seat: Seat, _ step: Step) throws -> String {
    try told(store.claim(request(seat, step)).outcome, to: seat.person)
  }

  /// Checks and remembers what a claim brought.
  mutating func told(_ outcome: Serving.Outcome, to person: Person) throws -> String {
    guard case .assignment(let assignment) = outcome else {
      if case .nothing(let idle) = outcome { return "\(person.name): \(idle)" }
      return "-"
    }
    try check(assignment, of: person)
    if owners.updateValue(person.id, forKey: assignment.id) == nil {
      assignments.append(assignment)
      served = assignment
    }
    let asked = assignment.asked?.questions.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "\(person.name): \(assignment.id), \(Self.number(of: assignment)) of \(assignment.channel), "
      + "\(assignment.purpose), \(assignment.build.short), until \(assignment.expiresAt), "
      + "settles \(assignment.settles?.rawValue ?? "-"), asked \(asked ?? [])"
  }

  /// What a person is at; now and then something that ended before.
  private func assignment(of seat: Seat, _ step: Step) -> Assignment? {
    let own = assignments.filter { owners[$0.id] == seat.person.id }
    if step.what % 8 == 0 { return own.suffix(4).first }
    return step.what % 3 == 0 ? own.first { !ended.contains($0.id) } : own.last { !ended.contains($0.id) }
  }

  private mutating func submit(_ seat: Seat, _ step: Step, then claim: Claim?) throws -> String {
    guard let assignment = assignment(of: seat, step) else { return "-" }
    let (receipt, serving) = try store.submit(
      Submission(
        response: ResponseID(newID("r")), assignment: assignment.id, person: seat.person.id, session: seat.session,
        answer: try answer(to: assignment, step.how), durationMilliseconds: 1000, context: "{}", at: tick()),
      then: claim)
    ended.insert(assignment.id)
    if !receipts.contains(where: { $0.response == receipt.response }) {
      receipts.append((receipt.response, seat.person.id))
    }
    let line = "\(receipt.response) at \(receipt.revision), counted \(receipt.counted)"
    return try serving.map { "\(line); \(try told($0.outcome, to: seat.person))" } ?? line
  }

  private mutating func end(_ seat: Seat, _ step: Step, _ how: Ending.How) throws -> String {
    guard let assignment = assignment(of: seat, step) else { return "-" }
    let (revision, _) = try store.end(
      Ending(
        how, response: ResponseID(newID("r")), assignment: assignment.id, person: seat.person.id,
        session: seat.session, context: "{}", at: tick()), then: nil)
    ended.insert(assignment.id)
    return "\(how) at \(revision)"
  }

  private mutating func revise(_ step: Step) throws -> String {
    guard let (response, person) = receipts.suffix(12).at(step.what) else { return "-" }
    let known = try store.read { snapshot -> (ResponseRecord, Build)? in
      var found: ResponseRecord?
      try snapshot.forEachResponse(of: Self.task, upTo: .max) { if $0.id == response { found = $0 } }
      return try found.map { ($0, try snapshot.build($0.build)) }
    }
    guard let (record, build) = known, let answer = record.answer, let json = try? JSONParser.parse(answer),
      var changed = try? Answer(json, under: build)
    else { return "-" }
    // Somebody who had no label to give chooses another one.
    let atom = try atom(of: record.example)
    if atoms.label(of: atom, in: build.taxonomy.version) == nil, record.asked == nil {
      let offered = build.offered[QuestionID("kind")] ?? []
      changed[QuestionID("kind")] = offered.at(step.how).map { .label($0.id) }
    }
    let receipt = try store.correct(
      Correction(
        response: ResponseID(newID("r")), supersedes: response, person: person, answer: changed.text,
        durationMilliseconds: nil, context: "{}", at: tick()))
    receipts.append((receipt.response, person))
    return "\(receipt.response) at \(receipt.revision), counted \(receipt.counted)"
  }

  private mutating func publish(_ step: Step) throws -> String {
    let channel = step.how % 2 == 0 ? ChannelName.production : Self.channels.at(step.how >> 4) ?? .production
    let (atomsBefore, interfacesBefore) = (atoms, interfaces)
    let isKnown = try store.read { try $0.channels(of: Self.task, at: .max).contains { $0.name == channel } }
    var taxonomy = atoms.taxonomies.at(step.what >> 4)
    if step.what % 4 != 0, let next = atoms.next(from: step.what >> 4, by: step.how >> 8) { taxonomy = next }
    let ui = step.how & 0x300 == 0 ? newInterface(step.what >> 8) : interfaces.at(step.how >> 12)
    guard let taxonomy, let ui else { return "-" }
    do {
      let published = try publish(
        definition(ui: ui, taxonomy: taxonomy, overlap: Int(step.what >> 20) % 3 + 1), on: channel,
        weight: isKnown ? nil : 1)
      return "published \(published.build.id.short) on \(channel) at \(published.revision)"
    } catch {
      (atoms, interfaces) = (atomsBefore, interfacesBefore)
      throw error
    }
  }

  private mutating func move(_ step: Step, _ move: ChannelChange.Move) throws -> String {
    let channel = Self.channels.at(step.what) ?? .production
    let moved = try store.change(ChannelChange(task: Self.task, channel: channel, move: move, at: tick()))
    return "\(channel) \(move): \(moved.state), \(moved.weight), \(moved.accepts)"
  }

  private mutating func importAnswer(_ step: Step) throws -> String {
    let person = step.who % 4 == 0 ? seats.at(step.who >> 2)?.person : away.at(step.who >> 2)
    let build = try store.read { try $0.builds(of: Self.task, at: .max).at(step.how) }
    guard let person, let build else { return "-" }
    let number = Int(step.what % UInt64(examples))
    let example = Self.identity.digest(of: Self.row(number, text: "", note: ""))
    let id = ResponseID(newID("import"))
    let answer = try answer(to: build, about: Self.atom(of: number), step.how)
    let row = ResponseBatch.Row(
      response: id, example: example, person: person.id, channel: .production, build: build, answer: answer.text)
    let report = try store.record(ResponseBatch(task: Self.task, rows: [row], at: tick()))
    if report.fates == [.added] { receipts.append((id, person.id)) }
    return "\(report)"
  }
}
