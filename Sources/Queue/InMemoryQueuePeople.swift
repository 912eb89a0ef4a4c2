import Labeling

extension InMemoryQueueState {
  mutating func enroll(
    name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp
  ) throws(QueueError) -> Person {
    if let known = persons.first(where: { $0.isNamed(name) }) { return known }
    if let known = persons.first(where: { $0.id == id }) {
      throw .broken("the id made for '\(name)' is that of '\(known.name)'")
    }
    _ = stamp(at)
    let person = Person(id: id, name: name, kind: kind, isAway: isAway)
    persons.append(person)
    return person
  }

  mutating func change(
    _ id: PersonID, _ change: PersonChange, by actor: String, at: Timestamp
  ) throws(QueueError) -> Person {
    var person = try person(id)
    switch change {
    case .pause: person.isPaused = true
    case .resume: person.isPaused = false
    case .join(let pool): if !person.pools.contains(pool) { person.pools.append(pool) }
    case .leave(let pool): person.pools.removeAll { $0 == pool }
    case .take(let role): person.role = role
    case .add(let key):
      if let owner = persons.first(where: { $0.has(key.fingerprint) }) {
        guard owner.id == id else { throw .keyTaken(fingerprint: key.fingerprint, by: owner.name) }
      } else {
        person.keys = (person.keys + [key]).sorted { $0.fingerprint < $1.fingerprint }
      }
    case .remove(let fingerprint):
      guard person.has(fingerprint) else { throw .unknownKey(fingerprint) }
      person.keys.removeAll { $0.fingerprint == fingerprint }
    case .qualify(let task):
      _ = try self.task(task)
      person.qualified.insert(task)
    }
    if let index = persons.firstIndex(where: { $0.id == id }), persons[index] != person {
      _ = stamp(at)
      persons[index] = person
      if let event = change.event(of: person, by: actor) { audit(event, at: at) }
      try recount(answersOf: id, at: at)
    }
    return person
  }

  mutating func open(_ session: Session) throws(QueueError) {
    let person = try person(session.person)
    if sessions[session.id] == nil {
      sessions[session.id] = OpenSession(session: session, place: sessions.count, active: session.at)
    }
    guard person.isAway, let index = persons.firstIndex(where: { $0.id == person.id }) else { return }
    _ = stamp(session.at)
    persons[index].isAway = false
    try recount(answersOf: person.id, at: session.at)
  }

  mutating func beat(_ id: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool {
    guard let session = sessions[id] else { throw .unknownSession(id) }
    guard !session.isClosed else { return false }
    sessions[id]?.beat = at
    sessions[id]?.active = active
    return true
  }

  mutating func close(_ session: SessionID) {
    sessions[session]?.isClosed = true
  }

  mutating func audit(_ event: AuditEvent, at: Timestamp) {
    auditTrail.append(AuditEntry(event, at: at, after: auditTrail.last.map { ($0.number, $0.digest) }))
  }
}
