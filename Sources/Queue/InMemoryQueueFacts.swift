import Labeling

/// What the rules are given: case files of integers, and what answers say in a channel.
extension InMemoryQueueState {
  /// An example as it stood at a revision.
  package func caseFile(
    of example: Digest, number: Int, in task: TaskName, upTo revision: Int = .max
  ) throws(QueueError) -> CaseFile {
    var file = CaseFile(example: number)
    let then = (responsesTo[example] ?? []).filter {
      responses[$0].revision <= revision && builds[responses[$0].build]?.task == task
    }
    let superseded = Set(then.compactMap { responses[$0].supersedes })
    for place in then where !superseded.contains(responses[place].id) {
      if let fact = try fact(at: place, upTo: revision) {
        if responses[place].status == .adjudicated {
          file.adjudications.append(fact)
        } else {
          file.answers.append(fact)
        }
      } else if let settles = assignments[responses[place].assignment]?.assignment.settles,
        let declined = responsePlaces[settles]
      {
        file.declined.insert(declined)
      }
    }
    let scope = try self.task(task).place.scope
    for (key, person) in persons.enumerated() {
      let shown = exposures[Exposure(scope: scope, example: example, person: person.id)]
      if let shown, shown.revision <= revision {
        file.exposures.append(CaseFile.Exposure(person: key, uiVersion: shown.uiVersion))
      }
      let viewed = viewings[Exposure(scope: scope, example: example, person: person.id)]
      if let viewed, viewed <= revision { file.viewers.insert(key) }
    }
    return file
  }

  private func fact(at place: Int, upTo revision: Int) throws(QueueError) -> AnswerFact? {
    let response = responses[place]
    guard let answer = response.answer else { return nil }
    guard let person = persons.firstIndex(where: { $0.id == response.person }),
      let channel = keys.channels.key(of: response.channel), let build = keys.builds.key(of: response.build),
      let text = keys.answers.key(of: answer)
    else { throw .broken("response '\(response.id)' names what is not there") }
    return AnswerFact(
      response: place, person: person, channel: channel, build: build, answer: text,
      settles: response.settles.flatMap { responsePlaces[$0] },
      asked: response.asked.flatMap { keys.asked.key(of: $0) },
      durationMilliseconds: response.durationMilliseconds, isStale: try isStale(response, upTo: revision))
  }

  /// True where an example shows something else by a revision than its annotator saw.
  func isStale(_ response: ResponseRecord, upTo revision: Int = .max) throws(QueueError) -> Bool {
    guard let held = assignments[response.assignment] else { throw .unknownAssignment(response.assignment) }
    if held.gold != nil { return false }
    let dataset = try task(held.assignment.task).place.dataset
    let contents = datasets[dataset]?.contents[response.example] ?? []
    guard contents.count > 1, contents.indices.contains(held.content),
      let newest = contents.last(where: { $0.revision <= revision })
    else { return false }
    return try !build(response.build).showsTheSame(contents[held.content].data, newest.data)
  }

  /// The rules of a channel as it stands.
  package func reckoner(for channel: Channel, of task: TaskState) throws(QueueError) -> Reckoner {
    let (builds, keys) = (builds, keys)
    let table = ReadingTable(
      target: try build(channel.build), history: task.history, build: { builds[keys.builds.values[$0]] },
      answer: { keys.answers.values[$0] }, asked: { keys.asked.values[$0] })
    return Reckoner(channel: channel, table: table) { keys.channels.values[$0] }
  }

  package func reckoning(_ file: CaseFile, by reckoner: Reckoner, tails: Tails?) throws(QueueError) -> Reckoning {
    try ruled {
      try reckoner.reckon(file) { person in
        Eligibility.fills(persons[person], under: reckoner.target.policy)
      } returning: { person, uiVersion in
        Eligibility.isActive(persons[person], in: reckoner.channel) ? tails?.build(for: uiVersion) : nil
      }
    }
  }
}

/// What the rules throw is this queue's own.
func ruled<Result>(_ body: () throws -> Result) throws(QueueError) -> Result {
  do {
    return try body()
  } catch let error as QueueError {
    throw error
  } catch {
    throw .broken("\(error)")
  }
}
