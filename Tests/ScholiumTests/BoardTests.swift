import Labeling
import Operations
import Queue
import Testing
import Workbench

@testable import scholium

/// A queue with three people's work in it, and what the dashboard makes of it.
private struct Watched {
  let store = InMemoryQueue()
  let task = TaskName("genre")
  private var seats: [(PersonID, SessionID)] = []
  private var ids = 0

  private func at(_ step: Int) -> Timestamp {
    Timestamp(microseconds: 1_800_000_000_000_000 + Int64(step) * 20_000_000)
  }

  init(films: Int) throws {
    let labels = ["comedy", "drama", "horror"].map { Label(id: LabelID($0), title: "A \($0)") }
    _ = try store.publish(
      Publication(
        definition: TaskDefinition(
          name: task, title: "Film genre", dataset: "films", policy: Policy(overlap: 2),
          ui: UserInterface(
            version: 1, show: [ShownField(field: "title")],
            ask: [Question(id: QuestionID("genre"), kind: .choice, prompt: "Genre?")]),
          taxonomy: Taxonomy(version: 1, labels: labels)),
        channel: .production, origin: Origin(program: "test"), at: at(0)))
    let rows = (0..<films).map { film in
      let data = Array("{\"title\":\"Film \(film)\"}".utf8)
      return ImportBatch.Row(example: Digest(of: data), content: Digest(of: data), data: data)
    }
    _ = try store.add(
      ImportBatch(dataset: "films", identity: ExampleIdentity(fields: nil), rows: rows, updates: false, at: at(1)))
    for name in ["amara", "bo", "chi"] {
      let person = try store.enroll(
        name: name, kind: .person, isAway: false, id: PersonID("id-\(name)"), at: at(2))
      let session = SessionID("session-\(name)")
      try store.open(Session(id: session, person: person.id, process: nil, task: task, client: "curses", at: at(3)))
      seats.append((person.id, session))
    }
  }

  mutating func work(steps: Int) throws {
    for step in 0..<steps {
      let (person, session) = seats[step % seats.count]
      ids += 1
      let serving = try store.claim(
        Claim(
          task: task, channels: .named(.production), person: person, session: session,
          assignment: AssignmentID("a\(ids)"), at: at(step + 4)))
      guard case .assignment(let assignment) = serving.outcome else { continue }
      let response = ResponseID("r\(ids)")
      if step % 7 == 3 {
        _ = try store.end(
          Ending(
            .flagged(comment: "odd"), response: response, assignment: assignment.id, person: person, session: session,
            context: "{}", at: at(step + 4)), then: nil)
      } else {
        let label = ["comedy", "drama", "horror"][step * step % 3]
        _ = try store.submit(
          Submission(
            response: response, assignment: assignment.id, person: person, session: session,
            answer: "{\"genre\":\"\(label)\"}", durationMilliseconds: 900, context: "{}", at: at(step + 4)), then: nil)
      }
    }
  }
}

@Suite("what the dashboard shows")
struct BoardTests {
  private func figures(of board: Board) -> [BoardCell.Behind] {
    board.panels.flatMap { panel -> [BoardCell.Behind] in
      guard case .table(let table) = panel.content else { return [] }
      return table.rows.flatMap { $0.compactMap(\.behind) }
    }
  }

  @Test("Every figure's list has exactly as many examples as the figure says", arguments: [0, 5, 17, 40, 60])
  func law(_ steps: Int) throws {
    var watched = try Watched(films: 12)
    try watched.work(steps: steps)
    let service = WatchService(store: watched.store, showsWords: true, utcOffset: 0)
    let board = try service.board(of: watched.task, reckoning: .always)
    let figures = figures(of: board)
    #expect(Set(figures.map(\.figure)).count == figures.count, "each figure stands once")
    #expect(figures.count >= (steps > 5 ? 12 : 4))
    for behind in figures {
      guard
        case .listed(behind.figure, let count, 0, let rows) = try service.page(
          of: behind.figure, in: watched.task, from: 0)
      else {
        Issue.record("another list than \(behind.figure)")
        continue
      }
      #expect(count == behind.examples && rows.count == count, "\(behind.figure)")
      #expect(rows.allSatisfy { ($0.words == nil) == behind.figure.tellsAnswers })
    }
  }

  @Test("Labels go by their titles, on the dashboard and on the page")
  func titles() throws {
    var watched = try Watched(films: 12)
    try watched.work(steps: 20)
    let board = try WatchService(store: watched.store, showsWords: true, utcOffset: 0).board(
      of: watched.task, reckoning: .never)
    let panel = try #require(board.panels.first { $0.title == "Labels" })
    guard case .table(let table) = panel.content else {
      Issue.record("no table")
      return
    }
    #expect(!table.rows.isEmpty && table.rows.allSatisfy { $0[0].text.description.hasPrefix("A ") })
    #expect(table.rows.allSatisfy { row in row.compactMap(\.behind?.name) == [row[0].text] })
    let task = try #require(try Status.read(from: watched.store).tasks.first)
    let lines = StatusPage(task, at: Surroundings.here.now()).lines.map(\.description)
    #expect(lines.contains { $0.contains("A comedy ") && !$0.contains(" comedy=") })
  }

  @Test("Examples open for those who may browse, and it is recorded where they see what others said")
  @MainActor
  func opening() {
    func opening(_ role: Role) -> Dashboard.Opening {
      Visitor.$current.withValue(Visitor(name: "amara", role: role, place: "192.0.2.1")) { ExamplePage.opening }
    }
    #expect(ExamplePage.opening == .recorded)
    #expect(Role.allCases.filter { opening($0) == .recorded } == [.reviewer, .engineer, .admin])
    #expect(opening(.annotator) == .own && opening(.job) == .refused)
  }

  @Test("Examples' words are not for those who answer them")
  func words() throws {
    let watched = try Watched(films: 3)
    let service = WatchService(store: watched.store, showsWords: false, utcOffset: 0)
    let open = Figure.standing(.open, in: .production)
    guard case .listed(_, 3, _, let rows) = try service.page(of: open, in: watched.task, from: 0) else {
      Issue.record("no list")
      return
    }
    #expect(rows.allSatisfy { $0.words == nil })
  }

  @Test("What people did is not listed for those who answer: gold would be missing in the list")
  func work() throws {
    var watched = try Watched(films: 12)
    try watched.work(steps: 20)
    func figures(for isTold: Bool) throws -> (listed: [Figure], headings: [String]) {
      let service = WatchService(store: watched.store, showsWords: isTold, utcOffset: 0)
      let board = try service.board(of: watched.task, reckoning: .never)
      let panel = try #require(board.panels.first { $0.title == "People" })
      guard case .table(let table) = panel.content else { return ([], []) }
      return (table.rows.flatMap { $0.compactMap(\.behind?.figure) }, table.columns.map(\.heading.description))
    }
    let told = try figures(for: true)
    #expect(
      told.headings.contains("examples")
        && told.listed.contains { if case .person(_, .flagged) = $0 { true } else { false } })
    let answering = try figures(for: false)
    #expect(!answering.headings.contains("examples") && answering.listed.isEmpty)
    #expect(answering.headings.contains("answers"))
  }

  @Test("Figures are written so that only all is 100 % and only nothing is 0 %")
  func figures() {
    #expect(Figures.percent(1).description == "100 %" && Figures.percent(0.9999).description == "99 %")
    #expect(Figures.percent(0).description == "0 %" && Figures.percent(0.0001).description == "1 %")
    #expect(Figures.decimals(0.7434).description == "0.743" && Figures.decimals(-0.05).description == "-0.050")
    #expect(Figures.hours(0.01).description == "0.1" && Figures.hours(2).description == "2.0")
    #expect(Figures.idle(59).description == "–" && Figures.idle(61).description == "1 min")
  }
}
