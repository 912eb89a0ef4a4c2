import Labeling
import Queue

/// People who come and go.
extension World {
  mutating func enroll(_ name: String) throws -> Person {
    let (id, at) = (PersonID(newID("p")), tick())
    return try insist { store throws(QueueError) in
      try store.enroll(name: name, kind: .person, isAway: false, id: id, at: at)
    }
  }

  /// Opens a terminal.
  mutating func sitDown(_ person: Person) throws {
    let client = Client(person: person, session: SessionID(newID("s")), process: newID("process"))
    let session = Session(id: client.session, person: person.id, process: client.process, at: tick())
    try insist { store throws(QueueError) in try store.open(session) }
    clients.append(client)
    if !people.contains(where: { $0.id == person.id }) { people.append(person) }
  }

  /// Somebody new sits down, or somebody who is here opens one more terminal, and may ask again what their last one was
  /// asking when it died.
  mutating func sitDown(_ step: Step) throws -> String {
    if step.what % 4 == 0, let person = away.popLast() {
      try sitDown(person)
      return "\(person.name) sat down"
    }
    guard let person = people.at(step.who), clients.count < 8 else { return "-" }
    try sitDown(person)
    guard let place = leftBehind.firstIndex(where: { $0.person == person.id }) else {
      return "\(person.name) opened another terminal"
    }
    let left = leftBehind.remove(at: place).request
    guard step.how % 4 > 0, let last = clients.indices.last else { return "\(person.name) returned" }
    clients[last].request = left.taken(overBy: clients[last].session)
    clients[last].isInDoubt = true
    count("requests that another terminal took over")
    return "\(person.name) returned to ask again"
  }

  mutating func leave(_ step: Step) throws -> String {
    guard let place = clients.place(step.who) else { return "-" }
    let client = clients.remove(at: place)
    leaveBehind(client)
    let at = tick()
    try insist { store throws(QueueError) in try store.close(client.session, at: at) }
    return "\(client.person.name) left"
  }

  mutating func die(_ place: Int) -> String {
    let client = clients.remove(at: place)
    processes.kill(client.process)
    leaveBehind(client)
    count(client.request == nil ? "terminals killed" : "terminals killed with a request under way")
    return "a terminal of \(client.person.name) died"
  }

  private mutating func leaveBehind(_ client: Client) {
    guard let request = client.request else { return }
    leftBehind.removeAll { $0.person == client.person.id }
    leftBehind.append((request, client.person.id))
  }
}

extension Array {
  /// The place of an element for any number, nil in an empty array.
  func place(_ number: UInt64) -> Int? { isEmpty ? nil : Int(number % UInt64(count)) }
}
