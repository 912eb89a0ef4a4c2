import Labeling

/// Why the store refused, with what to do about it.
public enum QueueError: Error, Hashable, Sendable {
  // definitions and channels
  /// `known` are the tasks that are published.
  case unknownTask(TaskName, known: [TaskName] = [])
  case unknownChannel(ChannelName, known: [ChannelName])
  case versionChanged(DefinitionKind, number: Int, changes: [String])
  case versionKnown(DefinitionKind, number: Int, given: Int)
  case notAnEdition(number: Int, changes: [String])
  case questionReused(QuestionID, ui: Int, was: String, is: String)
  case unknownParent(Int, version: Int, known: [Int])
  case parentNotOlder(parent: Int, version: Int)
  case lineage(version: Int, [LineageFault])
  case contradiction(version: Int, [VersionGraph.Contradiction])
  case unresolvedLabels([LabelID], ui: Int, taxonomy: Int)
  case nothingOffered(QuestionID, ui: Int, taxonomy: Int)
  case unknownUI(Int, known: [Int])
  case notATail(ui: Int, channel: ChannelName)
  case identityChanged(dataset: String, now: [String]?, given: [String]?)
  case taskMoved(String)
  case weightNeeded(ChannelName)
  case unexpectedRevision(expected: Int, now: Int)
  case stuck(count: Int)
  // serving
  case unknownAssignment(AssignmentID)
  case unknownResponse(ResponseID)
  case notYours
  case takenOver
  case superseded(by: ResponseID)
  case alreadyEnded(String)
  case idReused(ResponseID)
  case notInPool(person: String, pool: String)
  case unknownPerson(String)
  case unknownExample(Digest)
  case heldOpen(Digest)
  case notViewed
  case answeredYourself
  case hasViewed
  case decided
  case keyTaken(fingerprint: String, by: String)
  case unknownKey(String)
  case unknownSession(SessionID)
  // the store itself
  case busy(seconds: Double, holder: String?)
  /// Nobody else may have it open for this; `by` is nil where this account cannot see who has.
  case inUse(path: String, by: String?)
  case foreignFile(path: String, what: String)
  case newerFile(path: String)
  case unusableFile(path: String, why: String)
  case cannotWrite(path: String, why: String)
  case notPermitted(path: String)
  case damaged(path: String, why: String)
  case broken(String)
}

extension QueueError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownTask(let task, let known):
      known.isEmpty
        ? "task '\(task)' is not published (scholium publish \(task))"
        : "there is no task '\(task)' in this queue (there \(Self.named(known)); scholium publish TASK adds one)"
    case .unknownChannel(let channel, let known):
      "there is no channel '\(channel)' (\(known.isEmpty ? "none is published yet" : "there are: " + known.map(\.rawValue).joined(separator: ", ")))"
    case .versionChanged(let kind, let number, let changes):
      "\(kind.fileName) changed but still says version: \(number), which is published for good\n"
        + changes.map { "  \($0)\n" }.joined() + "  (set version: \(number + 1) or higher, or take the change back)"
    case .versionKnown(let kind, let number, let given):
      "\(kind.fileName) says version: \(given), but this is \(kind.rawValue) \(number) again (set version: \(number))"
    case .notAnEdition(let number, let changes):
      "ui.yaml declares an edition of ui \(number), but more than wording changed\n"
        + changes.map { "  \($0)\n" }.joined() + "  (raise version: instead of edition:)"
    case .questionReused(let id, let ui, let was, let new):
      "ui.yaml asks '\(id)' as \(new), but in ui \(ui) it is \(was), and answers to one are no answers to the other (give the question another id)"
    case .unknownParent(let parent, let version, let known):
      "taxonomy \(version) says from: version: \(parent), which this task has not published (\(Self.taxonomies(known)); publish \(parent) first, or name one that is)"
    case .parentNotOlder(let parent, let version):
      "taxonomy \(version) says from: version: \(parent), but a version comes from lower numbers (set version: \(max(parent, version) + 1) or higher)"
    case .lineage(let version, let faults):
      "taxonomy \(version) does not say what became of every label\n" + Self.lines(faults.map(\.message))
        + "  (correct `from:` in taxonomy.yaml)"
    case .contradiction(let version, let contradictions):
      "the ways into taxonomy \(version) contradict each other\n" + Self.lines(contradictions.map(Self.words))
        + "  (make the declarations agree, or say conflict: void, which makes such labels say nothing)"
    case .unresolvedLabels(let labels, let ui, let taxonomy):
      "ui \(ui) names \(labels.map { "'\($0)'" }.joined(separator: ", ")), which taxonomy \(taxonomy) has no one label for (name its labels in a new ui version)"
    case .nothingOffered(let question, let ui, let taxonomy):
      "'\(question)' of ui \(ui) has nothing to offer under taxonomy \(taxonomy) (correct its labels: under:, or the taxonomy)"
    case .unknownUI(let ui, let known):
      "this task has not published a ui \(ui) (there are: \(known.map(String.init).joined(separator: ", ")))"
    case .notATail(let ui, let channel):
      "ui \(ui) is what '\(channel)' itself shows, not a tail of it (publish another ui there first, or retire the channel)"
    case .identityChanged(let dataset, let now, let given):
      "dataset '\(dataset)' identifies its examples by \(Self.fields(now)), and that never changes; schema.yaml says \(Self.fields(given)) (put identity: back, or use another dataset)"
    case .taskMoved(let what):
      what
    case .weightNeeded(let channel):
      "channel '\(channel)' is not the first of its task, so it needs --weight N (its share of the examples) or --pool P (people of its own)"
    case .unexpectedRevision(let expected, let now):
      "the queue is at revision \(now), not at \(expected) as expected: answers or definitions changed since the plan (plan again)"
    case .stuck(let count):
      "\(count) more \(count == 1 ? "example" : "examples") than now would be stuck: nobody active may still answer \(count == 1 ? "it" : "them") (add people, or say --allow-stuck)"
    case .unknownAssignment(let id):
      "there is no assignment '\(id)'"
    case .unknownResponse(let id):
      "there is no response '\(id)'"
    case .notYours:
      "this belongs to somebody else"
    case .takenOver:
      "another terminal of yours took this example over; your draft is kept"
    case .superseded(let id):
      "this was already answered: response '\(id)' stands (revise that one)"
    case .alreadyEnded(let how):
      "this assignment was already \(how) (ask for the next one)"
    case .idReused(let id):
      "this id was already used with other content, as response '\(id)' (make a new id for a new answer)"
    case .notInPool(let person, let pool):
      "'\(person)' is not in the pool '\(pool)' of this channel (scholium annotators add \(person) --pool \(pool))"
    case .unknownPerson(let name):
      "there is no annotator '\(name)' (scholium annotators lists them)"
    case .unknownExample(let example):
      "this task has no example \(example.short) (scholium export lists them)"
    case .heldOpen(let example):
      "you have example \(example.short) open as annotator (answer it or give it back before you look at what others say)"
    case .notViewed:
      "an example is decided by somebody who looked at its answers (ask for it with role: review first)"
    case .answeredYourself:
      "you answered this example, and nobody decides over their own answer (another reviewer does; self_review: true in task.yaml allows it)"
    case .hasViewed:
      "you have seen what others say of this example, so your own answer stays as it was (a reviewer decides it)"
    case .decided:
      "this is a decision of yours over others' answers (decide it again in the review)"
    case .keyTaken(let fingerprint, let name):
      "the key \(fingerprint) is that of '\(name)', and a key says who somebody is (scholium annotators remove \(name) --key \(fingerprint) first, or give a key of their own)"
    case .unknownKey(let fingerprint):
      "no annotator has the key \(fingerprint) (scholium annotators keys lists them)"
    case .unknownSession(let id):
      "there is no session '\(id)' (scholium sessions lists them)"
    case .busy(0, nil):
      "something holds a lock on the queue that does not wait in line (try again; scholium doctor names a stuck writer)"
    case .busy(let seconds, let holder):
      "the queue was busy for \(Int(seconds)) s\(holder.map { ": \($0) holds its lock" } ?? "") (try again; scholium doctor names a stuck writer)"
    case .inUse(let path, let opener):
      "\(path) is open: \(opener ?? "a process that this account cannot see") (let everybody leave, then try again)"
    case .foreignFile(let path, let what):
      "\(path) is not a Scholium queue: \(what) (give another path with --queue)"
    case .newerFile(let path):
      "\(path) was made by a newer scholium (update this one; nothing was changed)"
    case .unusableFile(let path, let why):
      "\(path) cannot be used: \(why)"
    case .cannotWrite(let path, let why):
      "\(path) cannot be written: \(why)"
    case .notPermitted(let path):
      "\(path) cannot be written by this account (one account owns the queue: work as it, or let its owner give your group write access to the folder, the queue and the files beside it)"
    case .damaged(let path, let why):
      "\(path) is damaged: \(why) (keep a copy, then restore a backup)"
    case .broken(let what):
      "the queue broke one of its own rules: \(what) (please report this)"
    }
  }

  private static func lines(_ lines: [String]) -> String { lines.map { "  \($0)\n" }.joined() }

  /// The first of them, so that many fill no screen.
  private static func named(_ tasks: [TaskName]) -> String {
    let names = tasks.prefix(12).map(\.rawValue).joined(separator: ", ")
    let others = tasks.count > 12 ? " and \(tasks.count - 12) more" : ""
    return "\(tasks.count == 1 ? "is" : "are"): \(names)\(others)"
  }

  private static func taxonomies(_ known: [Int]) -> String {
    "published \(known.count == 1 ? "is" : "are") \(known.map(String.init).joined(separator: ", "))"
  }

  private static func words(_ contradiction: VersionGraph.Contradiction) -> String {
    let ways = contradiction.ways.map { way in
      "\(way.labels.map { "'\($0)'" }.joined(separator: " or ")) by way of taxonomy \(way.parent)"
    }
    return "'\(contradiction.label)' of taxonomy \(contradiction.version) becomes \(ways.joined(separator: ", but "))"
  }

  private static func fields(_ fields: [String]?) -> String {
    fields.map { "[\($0.joined(separator: ", "))]" } ?? "all fields"
  }
}

extension DefinitionKind {
  /// The file that holds it.
  public var fileName: String {
    switch self {
    case .ui: "ui.yaml"
    case .taxonomy: "taxonomy.yaml"
    case .schema: "schema.yaml"
    case .policy: "task.yaml"
    }
  }
}
