import Labeling
import Queue
import Records

@testable import Workbench

/// Examples of all kinds of questions, alone and together, narrowed and settled, with texts that break screens.
struct HostileExamples {
  private let builds: [Build]
  /// One in so many has a line of a megabyte; 0 for none.
  private let megabytes: Int
  private var number = 0

  init(_ random: inout SeededGenerator, megabytes: Int) {
    self.megabytes = megabytes
    builds = (0..<32).map { Self.build($0, &random) }
  }

  private static func build(_ number: Int, _ random: inout SeededGenerator) -> Build {
    let labels = labels(number == 20 || number == 9 ? 2_000 : random.one(of: [1, 2, 5, 9, 12, 24, 60]), &random)
    var questions = Array(questions(&random).shuffled(using: &random).prefix(number < 14 ? 1 : random.one(of: 1...4)))
    let ids = questions.map(\.id)
    for index in questions.indices.dropFirst() where random.once(in: 3) {
      questions[index].when = [.init(question: ids[index - 1], labels: labels.prefix(3).map(\.id))]
    }
    let ui = UserInterface(
      version: number + 1,
      show: [
        ShownField(field: "title", style: .heading), ShownField(field: "year", style: .meta), ShownField(field: "plot"),
        ShownField(field: "notes"), ShownField(field: "absent"),
      ],
      ask: questions, guidelines: random.once(in: 4) ? "" : HostileTexts.text(&random))
    return Build(
      task: TaskName("genre"), title: HostileTexts.text(&random, upTo: 4), ui: ui,
      taxonomy: Taxonomy(version: number + 1, labels: labels), schema: .open, policy: Policy())
  }

  private static func labels(_ count: Int, _ random: inout SeededGenerator) -> [Label] {
    let keys: [Int: Character] = [1: "s", 3: "3", 4: "灯", 5: "u", 8: "👍", 9: "]"]
    return (0..<count).map { index in
      Label(
        id: LabelID("l\(index)"), title: HostileTexts.text(&random, upTo: 8),
        key: random.once(in: 2) ? keys[index] : nil, description: random.once(in: 3) ? HostileTexts.text(&random) : nil,
        parent: index > 5 && index % 7 == 0 ? LabelID("l\(index / 3)") : nil, isNone: index == 6,
        value: JSONNumber(index))
    }
  }

  private static func questions(_ random: inout SeededGenerator) -> [Question] {
    func bool() -> Bool { random.once(in: 2) }
    func prompt() -> String { HostileTexts.text(&random, upTo: 6) }
    return [
      Question(
        id: QuestionID("genre"), kind: .choice, prompt: prompt(), advancesAutomatically: bool(), selection: .any,
        isOptional: bool()),
      Question(
        id: QuestionID("topics"), kind: .choices(min: random.one(of: 0...2), max: bool() ? 3 : nil), prompt: prompt(),
        isOptional: bool()),
      Question(
        id: QuestionID("nothing"), kind: .choice, prompt: prompt(), under: LabelID("nowhere"), isOptional: bool()),
      Question(
        id: QuestionID("entities"),
        kind: .spans(fields: random.one(of: [["plot"], [], ["title", "plot"], ["absent"]]), overlap: bool()),
        prompt: prompt(), isOptional: bool()),
      Question(
        id: QuestionID("better"), kind: .pairwise(first: "plot", second: bool() ? "title" : "notes", tie: bool()),
        prompt: prompt(), advancesAutomatically: bool()),
      Question(id: QuestionID("pain"), kind: .rating, prompt: prompt(), advancesAutomatically: bool()),
      Question(
        id: QuestionID("words"), kind: .text(maxLength: random.one(of: 5...80), pattern: nil), prompt: prompt(),
        isOptional: bool()),
      Question(
        id: QuestionID("code"), kind: .text(maxLength: nil, pattern: "(?s)[^x]+"), prompt: prompt(), isOptional: bool()),
    ]
  }

  /// The next example. No two have the same id.
  mutating func next(_ random: inout SeededGenerator) -> Presented {
    number += 1
    // A few builds at a time, as it is for a person; what is new between them is told once.
    let build = builds[(number / 40 * 2 + (random.once(in: 6) ? 1 : 0)) % builds.count]
    let texts = (title: text(&random, upTo: 12), plot: text(&random, upTo: 60), notes: text(&random, upTo: 20))
    let row = JSONObject(
      [("title", texts.title), ("plot", texts.plot), ("notes", texts.notes)].map { name, text in
        (name, text.map { JSON.string($0) } ?? .null)
      } + [("year", .number(JSONNumber(1987)))])
    var presented = Presented(
      assignment: Assignment(
        id: AssignmentID("a\(number)"), example: Digest(of: Array("e\(number)".utf8)),
        data: Array(JSON.object(row).text().utf8), task: build.task, channel: .production, build: build.id,
        purpose: .fresh, expiresAt: Walk.start.advanced(bySeconds: 1800)),
      build: build,
      fields: [
        ShownText(name: "title", style: .heading, text: texts.title),
        ShownText(name: "year", style: .meta, text: "1987", isText: false),
        ShownText(name: "plot", style: .body, text: texts.plot),
        ShownText(name: "notes", style: .body, text: texts.notes),
        ShownText(name: "absent", style: .body, text: nil),
      ],
      isSwapped: random.once(in: 2))
    if random.once(in: 3) { narrow(&presented, &random) }
    return presented
  }

  private func text(_ random: inout SeededGenerator, upTo count: Int) -> String? {
    if random.once(in: 12) { return nil }
    if megabytes > 0, random.once(in: megabytes) { return HostileTexts.megabyte }
    if random.once(in: 200) { return random.one(of: HostileTexts.long) }
    return HostileTexts.text(&random, upTo: count)
  }

  /// Asks about some labels of one question only, now and then as a settlement.
  private func narrow(_ presented: inout Presented, _ random: inout SeededGenerator) {
    let build = presented.build
    let question = random.one(of: build.ask)
    let offered = (build.offered[question.id] ?? []).map(\.id)
    guard !offered.isEmpty else { return }
    let some = offered.filter { _ in random.once(in: 3) }
    let candidates = some.isEmpty ? Array(offered.prefix(2)) : some
    presented.assignment.asked = AskedCandidates([question.id: candidates])
    guard random.once(in: 2) else { return }
    presented.assignment.purpose = .settlement
    presented.assignment.settles = ResponseID("earlier")
    let others = offered.filter { !candidates.contains($0) }
    var questions: [QuestionID: QuestionReading] = [:]
    switch question.kind {
    case .choices:
      let yes = others.filter { label in build.label(label, offeredBy: question.id)?.isNone == false }
      questions[question.id] = QuestionReading(
        .unknown, .marks(Marks(offered: offered, yes: Array(yes.prefix(2)), unknown: candidates)))
    case .spans:
      guard let plot = presented.fields.first(where: { $0.name == "plot" })?.text?.unicodeScalars.count, plot > 4,
        question.kind.fields.isEmpty || question.kind.fields.contains("plot")
      else { break }
      let spans = [(0, 2), (2, 4)].map { start, end in
        SpanReading.Carried(
          field: "plot", start: start, end: end, candidates: start == 0 ? candidates : Array(offered.prefix(1)),
          crossing: start == 0 && candidates.count > 1 ? .ambiguous : .exact)
      }
      questions[question.id] = QuestionReading(
        .ambiguous, .spans(SpanReading(spans: spans, unknown: [], offered: offered, showsOverlaps: true)))
    default: questions[question.id] = QuestionReading(.ambiguous, .candidates(candidates))
    }
    for other in build.ask where other.id != question.id && other.kind == .choice {
      guard let label = build.offered[other.id]?.first?.id else { continue }
      questions[other.id] = QuestionReading(.exact, .candidates([label]))
    }
    presented.assignment.carried = AnswerReading(questions)
    presented.earlier = Earlier(answer: Answer(), build: random.one(of: builds))
  }
}
