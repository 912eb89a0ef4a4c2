import Labeling
import Queue
import Records

/// People answer truthfully; where their atom has no label they say anything that they may.
extension World {
  /// A full answer.
  func answer(to build: Build, about atom: Int, _ luck: UInt64) throws -> Answer {
    let truth = atoms.label(of: atom, in: build.taxonomy.version)
    var answer = Answer()
    for question in build.ask {
      let offered = (build.offered[question.id] ?? []).map(\.id)
      if case .choices = question.kind {
        answer[question.id] = .labels(offered.filter { $0 == truth })
      } else {
        answer[question.id] = (truth ?? offered.at(luck)).map { .label($0) }
      }
    }
    return answer
  }

  /// The answer to an assignment, completed by what is known already where only some of it is asked.
  mutating func answer(to assignment: Assignment, _ luck: UInt64) throws -> String {
    let build = try build(assignment.build)
    let atom = Self.atom(of: try number(of: assignment.example))
    var answer = try answer(to: build, about: atom, luck)
    guard let asked = assignment.asked else { return answer.text }
    let truth = atoms.label(of: atom, in: build.taxonomy.version)
    for question in build.ask {
      let offered = build.offered[question.id] ?? []
      guard let candidates = asked.questions[question.id] else {
        if let carried = assignment.carried {
          answer[question.id] = carried[question.id].value(under: question, offered: offered)
        }
        continue
      }
      if case .choices = question.kind {
        var ticked = Set(candidates.filter { $0 == truth })
        if case .marks(let marks)? = assignment.carried?[question.id].content { ticked.formUnion(marks.yes) }
        answer[question.id] = .labels(offered.map(\.id).filter { ticked.contains($0) })
      } else {
        guard let said = truth ?? candidates.at(luck) else { throw BrokenRule("nothing to choose from") }
        guard candidates.contains(said) else {
          throw BrokenRule("'\(said)' is true of atom \(atom) and not among the candidates \(candidates)")
        }
        answer[question.id] = .label(said)
      }
    }
    do {
      _ = try Answer(answer.json, under: build)
    } catch {
      throw BrokenRule("\(assignment.id) cannot be completed: \(error)")
    }
    return answer.text
  }
}
