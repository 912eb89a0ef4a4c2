import Canvas
import Consensus
import Labeling
import Queue

@testable import Workbench

/// Cases to review.
enum ReviewSample {
  private static let offered = Sample.genres.map(\.id)

  static func reading(_ labels: String...) -> QuestionReading {
    QuestionReading(
      labels.count == 1 ? .exact : labels.isEmpty ? .void : .ambiguous, .candidates(labels.map { LabelID($0) }))
  }

  static func marks(_ labels: String...) -> QuestionReading {
    QuestionReading(.exact, .marks(Marks(offered: offered, yes: labels.map { LabelID($0) })))
  }

  static func carried(_ spans: [(Int, Int, String)]) -> QuestionReading {
    QuestionReading(
      .exact,
      .spans(
        SpanReading(
          spans: spans.map {
            SpanReading.Carried(
              field: "plot", start: $0.0, end: $0.1, candidates: [LabelID($0.2)], crossing: .exact)
          }, unknown: [], offered: kinds.map(\.id), showsOverlaps: false)))
  }

  static let kinds = [
    Label(id: LabelID("person"), title: "Person", key: "p"), Label(id: LabelID("thing"), title: "Thing", key: "t"),
    Label(id: LabelID("time"), title: "Time", key: "z"),
  ]

  /// The same screen with an older taxonomy, in which two labels were one.
  static let older: Build = {
    let labels = [
      Label(id: LabelID("comedy"), title: "Comedy"), Label(id: LabelID("serious"), title: "Serious"),
      Label(id: LabelID("horror"), title: "Horror"),
    ]
    var build = Sample.build(labels: labels)
    build = Build(
      task: build.task, title: build.title, ui: build.ui, taxonomy: Taxonomy(version: 1, labels: labels),
      schema: .open, policy: Policy())
    return build
  }()

  static func statement(
    _ number: Int, _ name: String, _ what: ReviewedCase.Statement.What, _ build: Build,
    _ readings: [QuestionID: QuestionReading]? = nil, comment: String? = nil, superseded: Bool = false,
    settles: Int? = nil, contradicts: Set<QuestionID> = []
  ) -> ReviewedCase.Statement {
    ReviewedCase.Statement(
      response: ResponseID("r\(number)"), person: PersonID("p-\(name)"), name: name, what: what, build: build,
      reading: readings.map { AnswerReading($0) }, comment: comment,
      at: Sample.start.advanced(bySeconds: Double(number) * 3700), activeMilliseconds: 4200 * number,
      isSuperseded: superseded, settles: settles.map { ResponseID("r\($0)") },
      contradicts: contradicts)
  }

  static func shown(
    _ build: Build, _ statements: [ReviewedCase.Statement], plot: String = Sample.plot, bar: Bool = false,
    decision: Int? = nil
  ) -> ReviewedCase {
    var verdicts: [QuestionID: Verdict] = [:]
    for question in build.ask {
      let readings = statements.filter { $0.isHeard }.compactMap { $0.reading?[question.id] }
      verdicts[question.id] = Majority.verdict(
        on: Ballot(question, offered: build.offered[question.id] ?? []), from: readings)
    }
    return ReviewedCase(
      example: Digest(of: Array("case".utf8)), channel: .production,
      fields: Sample.presented(build: build, plot: plot).fields, build: build, statements: statements,
      verdicts: verdicts, decision: decision.map { ResponseID("r\($0)") },
      bar: bar ? "you answered this example yourself, so another reviewer decides it." : nil)
  }

  private static let genre = QuestionID("genre")
  private static let topics = QuestionID("topics")
  private static let names = QuestionID("names")

  private static func label(_ id: String) -> ReviewedCase.Statement.What {
    .answer(Answer([genre: .label(LabelID(id))]))
  }

  static func choice(bar: Bool = false, build: Build = Sample.build()) -> ReviewedCase {
    shown(
      build,
      [
        statement(1, "amara", label("serious"), older, [genre: reading("drama", "thriller")]),
        statement(2, "ben", label("horror"), build, [genre: reading("horror")], superseded: true),
        statement(3, "ben", label("drama"), build, [genre: reading("drama")]),
        statement(4, "chloé \u{202E}evil\u{1B}[31m", label("horror"), build, [genre: reading("horror")]),
        statement(5, "dai", .skip, build, comment: "two films in one?"),
        statement(
          6, "amara", label("comedy"), build, [genre: reading("comedy")], settles: 1,
          contradicts: [genre]),
        statement(7, "eve", .flag, build, comment: "the plot is of another film"),
      ], bar: bar)
  }

  static func choices() -> ReviewedCase {
    let build = Sample.build([Sample.topics(min: 0, max: nil)])
    func said(_ ids: String...) -> ReviewedCase.Statement.What {
      .answer(Answer([topics: .labels(ids.map { LabelID($0) })]))
    }
    return shown(
      build,
      [
        statement(1, "amara", said("drama", "horror"), build, [topics: marks("drama", "horror")]),
        statement(2, "ben", said("horror"), build, [topics: marks("horror")]),
        statement(3, "chloé", said("drama", "horror", "scifi"), build, [topics: marks("drama", "horror", "scifi")]),
      ])
  }

  static func spans() -> ReviewedCase {
    let question = Question(
      id: names, kind: .spans(fields: ["plot"], overlap: false), prompt: "Mark persons, things and times.")
    let build = Sample.build([question], labels: kinds)
    func said(_ spans: [(Int, Int, String)]) -> ReviewedCase.Statement.What {
      .answer(
        Answer([
          names: .spans(spans.map { Span(field: "plot", start: $0.0, end: $0.1, label: LabelID($0.2)) })
        ]))
    }
    let all = [
      [(2, 19, "person"), (28, 33, "thing"), (71, 87, "time")], [(13, 19, "person"), (28, 33, "thing")],
      [(2, 19, "person"), (28, 33, "thing"), (75, 95, "thing")],
    ]
    return shown(
      build,
      zip(1..., zip(["amara", "ben", "chloé"], all)).map { number, entry in
        statement(number, entry.0, said(entry.1), build, [names: carried(entry.1)])
      })
  }

  /// Two people, who mark two stretches alike and another one otherwise.
  static func tiedSpans() -> ReviewedCase {
    let question = Question(
      id: names, kind: .spans(fields: ["plot"], overlap: false), prompt: "Mark persons, things and times.")
    let build = Sample.build([question], labels: kinds)
    let all = [
      [(2, 19, "person"), (28, 33, "thing"), (71, 87, "time")],
      [(2, 19, "person"), (28, 33, "thing"), (71, 87, "thing")],
    ]
    return shown(
      build,
      zip(1..., zip(["amara", "ben"], all)).map { number, entry in
        let spans = entry.1.map { Span(field: "plot", start: $0.0, end: $0.1, label: LabelID($0.2)) }
        return statement(
          number, entry.0, .answer(Answer([names: .spans(spans)])), build, [names: carried(entry.1)])
      })
  }

  /// Two people, who agree on one label and not on another.
  static func tiedChoices() -> ReviewedCase {
    let build = Sample.build([Sample.topics(min: 0, max: nil)])
    return shown(
      build,
      zip(1..., [["drama", "horror"], ["drama", "comedy"]]).map { number, ids in
        let labels = ids.map { LabelID($0) }
        return statement(
          number, "p\(number)", .answer(Answer([topics: .labels(labels)])), build,
          [topics: QuestionReading(.exact, .marks(Marks(offered: offered, yes: labels)))])
      })
  }

  static func form() -> ReviewedCase {
    let note = Question(
      id: QuestionID("note"), kind: .text(maxLength: nil, pattern: nil), prompt: "Say why in a few words.")
    let build = Sample.build([Sample.genre(), note])
    func said(_ id: String, _ words: String?) -> ReviewedCase.Statement.What {
      var answer = Answer([genre: .label(LabelID(id))])
      answer[note.id] = words.map { .text($0) }
      return .answer(answer)
    }
    func read(_ genre: QuestionReading, _ words: String?) -> [QuestionID: QuestionReading] {
      [Self.genre: genre, note.id: words.map { QuestionReading(.exact, .text($0)) } ?? .void]
    }
    return shown(
      build,
      [
        statement(1, "amara", said("serious", nil), older, read(reading("drama", "thriller"), nil)),
        statement(
          2, "ben", said("drama", "A quiet film of waiting."), build,
          read(reading("drama"), "A quiet film of waiting.")),
        statement(
          3, "chloé", said("horror", "A loud film of waiting and dread."), build,
          read(reading("horror"), "A loud film of waiting and dread.")),
      ])
  }

  static let entries: [ReviewEntry] = [
    ReviewEntry(
      example: digest(0), reasons: ["contradicted", "disputed"], people: 3, disagreement: 0.6667, isOwn: false),
    ReviewEntry(example: digest(1), reasons: ["flagged"], people: 1, disagreement: 0, isOwn: false),
    ReviewEntry(example: digest(2), reasons: ["stuck"], people: 2, disagreement: 0.5, isOwn: false),
    ReviewEntry(example: digest(3), reasons: ["disputed"], people: 4, disagreement: 0.5, isOwn: true),
    ReviewEntry(example: digest(4), reasons: ["split"], people: 5, disagreement: 0.2, isOwn: false),
  ]

  static let words: [Digest: String] = [
    digest(0): "The Long Tide", digest(1): "灯台 \u{1B}[31m and what is beside it",
    digest(2): "A film with a title that is far too long for any list of examples that anybody ever wanted to look at",
    digest(3): "Radio of the Night", digest(4): "",
  ]

  static func digest(_ number: Int) -> Digest {
    number == 0 ? Digest(of: Array("case".utf8)) : Digest(of: [UInt8(number)])
  }
}

/// A review screen with a clock.
struct ReviewBench {
  var state: ReviewState
  var now = Sample.start
  var effects: [ReviewEffect] = []

  init(
    _ shown: ReviewedCase? = nil, entries: [ReviewEntry] = ReviewSample.entries, columns: Int = 80, rows: Int = 24,
    hidesNames: Bool = false
  ) {
    state = ReviewState(desk: Sample.desk, size: Size(columns: columns, rows: rows), hidesNames: hidesNames)
    send(.started(at: now))
    send(.listed(.success(entries), at: now))
    send(.described(ReviewSample.words))
    if let shown {
      press(.enter)
      send(.opened(.success(shown), at: now))
    }
  }

  mutating func send(_ message: ReviewMessage) { effects = state.update(message) }

  mutating func press(_ keys: Key..., after seconds: Double = 1) {
    for key in keys {
      now = now.advanced(bySeconds: seconds)
      send(.key(key, at: now))
    }
  }

  mutating func type(_ text: String) { for character in text { press(.character(character)) } }
}
