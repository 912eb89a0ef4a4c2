import Canvas
import Labeling
import Queue
import Text

@testable import Workbench

/// Tasks, examples and moments for tests.
enum Sample {
  static let start = Timestamp(microseconds: 1_795_269_731_000_000)
  static let desk = Desk(annotator: "amara", task: TaskName("genre"), channels: .named(.production), utcOffset: 0)

  static let genres = [
    Label(id: LabelID("comedy"), title: "Comedy", description: "Meant to make you laugh."),
    Label(id: LabelID("drama"), title: "Drama"), Label(id: LabelID("documentary"), title: "Documentary"),
    Label(id: LabelID("horror"), title: "Horror", description: "Meant to frighten."),
    Label(id: LabelID("scifi"), title: "Science fiction"), Label(id: LabelID("thriller"), title: "Thriller"),
  ]

  static func genre(advances: Bool = false) -> Question {
    Question(
      id: QuestionID("genre"), kind: .choice, prompt: "What is the main genre of this film?",
      advancesAutomatically: advances)
  }

  static func topics(min: Int, max: Int?) -> Question {
    Question(
      id: QuestionID("topics"), kind: .choices(min: min, max: max), prompt: "Which genres does this film belong to?")
  }

  static func build(
    _ questions: [Question] = [genre()], labels: [Label] = genres,
    guidelines: String = "# Which genre?\n\nChoose what the story is\nmainly about.\n\nWhen in doubt, skip and say why."
  ) -> Build {
    let ui = UserInterface(
      version: 3,
      show: [
        ShownField(field: "title", style: .heading), ShownField(field: "year", style: .meta), ShownField(field: "plot"),
      ],
      ask: questions, guidelines: guidelines)
    return Build(
      task: TaskName("genre"), title: "Film genres", ui: ui, taxonomy: Taxonomy(version: 2, labels: labels),
      schema: .open, policy: Policy())
  }

  static let plot = """
    A lighthouse keeper finds a radio that only receives broadcasts from the night before a storm that has not \
    happened yet, and begins to keep a log of names.
    """

  static func presented(
    _ number: Int = 1, build: Build = build(), title: String? = "The Long Tide", plot: String? = plot,
    draft: Answer? = nil
  ) -> Presented {
    Presented(
      assignment: Assignment(
        id: AssignmentID("a\(number)"), example: Digest(of: Array("e\(number)".utf8)), data: [],
        task: build.task, channel: .production, build: build.id, purpose: .fresh,
        expiresAt: start.advanced(bySeconds: 1800)),
      build: build,
      fields: [
        ShownText(name: "title", style: .heading, text: title),
        ShownText(name: "year", style: .meta, text: "1987"), ShownText(name: "length", style: .meta, text: "112 min"),
        ShownText(name: "plot", style: .body, text: plot),
      ],
      draft: draft)
  }

  static func served(_ presented: Presented, answers: Int = 128) -> Served {
    Served(.example(presented), progress: Progress(answers: answers, wanted: 200, done: answers, examples: 200))
  }

  static func nothing(_ idle: Idle) -> Served {
    Served(.nothing(idle), progress: Progress(answers: 200, wanted: 200, done: 200, examples: 200))
  }
}

/// A workbench with a clock: what a test does to it reads like what a person does.
struct Bench {
  var state: WorkbenchState
  var now = Sample.start
  /// The effects of the last message.
  var effects: [Effect] = []
  /// Answers that were committed.
  private(set) var given = 0

  init(_ presented: Presented? = Sample.presented(), size: Size = Size(columns: 80, rows: 24)) {
    state = WorkbenchState(desk: Sample.desk, size: size)
    send(.started(at: now))
    if let presented { send(.claimed(.success(Sample.served(presented)), at: now)) }
  }

  mutating func send(_ message: Message) { effects = state.update(message) }

  /// Presses keys one after another, a second apart unless told otherwise.
  mutating func press(_ keys: Key..., after seconds: Double = 1) {
    for key in keys {
      wait(seconds)
      send(.key(key, at: now))
    }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  mutating func wait(_ seconds: Double) { now = now.advanced(bySeconds: seconds) }

  /// The store commits the answer and serves another example.
  ///
  /// - Parameter known: what is known of the example, where its person is told.
  mutating func commit(next: Served, known: KnownAnswer? = nil) {
    given += 1
    wait(0.01)
    let receipt = Receipt(response: ResponseID("r\(given)"), revision: given, counted: true, at: now)
    send(.submitted(.success(Delivery(receipt: receipt, known: known, next: .success(next))), at: now))
  }

  mutating func commit(next: Presented, known: KnownAnswer? = nil) {
    commit(next: Sample.served(next, answers: 129), known: known)
  }

  mutating func fail(_ failure: Failure) { send(.submitted(.failure(failure), at: now)) }
}
