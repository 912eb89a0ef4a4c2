import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

extension TaskOffer {
  static func sample(
    _ name: String, _ title: String, _ answers: Int = 0, of wanted: Int = 200, _ standing: Standing = .open
  ) -> TaskOffer {
    TaskOffer(
      task: TaskName(name), title: title, progress: Progress(answers: answers, wanted: wanted), standing: standing)
  }

  static let several = [
    sample("genre", "Film genre", 200, of: 200, .finished), sample("names", "Names in the news", 128),
    sample("pain", "Pain, from the words of patients", 3, of: 4000, .paused),
    sample("灯台", "灯台 \u{1B}[31m and what is beside it", 0, of: 0),
  ]
}

@Suite("The menu of tasks")
struct TaskListTests {
  private static let start = Timestamp(microseconds: 1_795_269_731_000_000)
  private static let sizes = [(80, 24), (200, 60), (40, 12), (1, 1)].map { Size(columns: $0.0, rows: $0.1) }

  private func list(_ offers: [TaskOffer] = TaskOffer.several, columns: Int = 80, rows: Int = 24) -> TaskList {
    TaskList(annotator: "amara", offers: offers, size: Size(columns: columns, rows: rows))
  }

  @Test("Somebody whose first answers are looked at is told so, in both menus")
  func waiting() {
    let offers = [TaskOffer.sample("genre", "Film genre", 3, of: 200, .unqualified)]
    #expect(list(offers).frame.text.contains("waits for whoever runs it"))
    #expect(
      PlainTaskList(offers).lines.last?.description.hasSuffix("3 of 200 answers, waits for whoever runs it.") == true)
  }

  private func press(_ list: inout TaskList, _ keys: Key...) -> TaskList.Effect? {
    keys.map { list.update(.key($0, at: Self.start)) }.last ?? nil
  }

  @Test("It looks as it did", arguments: sizes)
  func screens(_ size: Size) {
    var list = list(columns: size.columns, rows: size.rows)
    expect(list.frame, "tasks", size)
    _ = press(&list, .character("?"))
    expect(list.frame, "help", size)
    let many = (1...60).map { TaskOffer.sample("task-\($0)", "Task \($0)", $0) }
    var long = self.list(many, columns: size.columns, rows: size.rows)
    for _ in 0..<30 { _ = press(&long, .down) }
    expect(long.frame, "many", size)
  }

  private func expect(
    _ frame: Frame, _ name: String, _ size: Size, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    KeptScreen.expect(frame, name, in: "TaskScreens", size, sourceLocation: sourceLocation)
  }

  @Test("The cursor begins at the first task with work; enter opens it")
  func enter() {
    var list = list()
    #expect(press(&list, .enter) == .open(TaskName("names")))
  }

  @Test(
    "Arrows and j and k move, and stop at the ends",
    arguments: [
      ([.down], "pain"), ([.character("j"), .character("j")], "灯台"), ([.up], "genre"), ([.character("k")], "genre"),
      ([.up, .up, .up], "genre"), ([.end, .down], "灯台"), ([.home], "genre"), ([.pageDown], "灯台"),
      ([.pageDown, .pageUp], "genre"),
    ] as [([Key], String)])
  func moving(_ keys: [Key], _ task: String) {
    var list = list()
    for key in keys { #expect(press(&list, key) == nil) }
    #expect(press(&list, .enter) == .open(TaskName(task)))
  }

  @Test("A digit opens the task with that number, and says so where there is none")
  func digits() {
    var list = list()
    #expect(press(&list, .character("3")) == .open(TaskName("pain")))
    #expect(press(&list, .character("9")) == nil)
    #expect(list.frame.text.contains("There is no task 9."))
    #expect(press(&list, .character("0")) == nil)
  }

  @Test("q and Ctrl-C leave; help is left first")
  func leaving() {
    var list = list()
    #expect(press(&list, .character("q")) == .quit)
    #expect(press(&list, .character("?"), .character("q")) == nil)
    #expect(!list.isHelpOpen)
    #expect(press(&list, .character("?"), .control("c")) == .quit)
  }

  @Test("Back from a task its figures are new, its row is kept, and the q that left it does not leave here too")
  func returning() {
    var list = list()
    #expect(press(&list, .character("3")) == .open(TaskName("pain")))
    let fewer = [TaskOffer.sample("a", "New"), .sample("pain", "Pain", 4, of: 4000)]
    #expect(list.update(.returned(fewer, at: Self.start)) == nil)
    #expect(list.frame.text.contains("4 of 4000"))
    for moment in [0.03, 0.5, 1.1] {
      #expect(list.update(.key(.character("q"), at: Self.start.advanced(bySeconds: moment))) == nil)
    }
    #expect(list.update(.key(.character("q"), at: Self.start.advanced(bySeconds: 2))) == .quit)
    #expect(press(&list, .enter) == .open(TaskName("pain")))
    // Where the task is gone the cursor stays in the list.
    #expect(list.update(.returned([.sample("a", "New")], at: Self.start)) == nil)
    #expect(press(&list, .enter) == .open(TaskName("a")))
    #expect(list.update(.returned([], at: Self.start)) == nil)
    #expect(press(&list, .enter, .down, .end) == nil)
  }

  @Test("What can't be seen is not opened; leaving works on any screen")
  func tooSmall() {
    var list = list(columns: 1, rows: 1)
    #expect(press(&list, .enter) == nil)
    #expect(press(&list, .character("1")) == nil)
    #expect(press(&list, .character("q")) == .quit)
    var helped = self.list()
    #expect(press(&helped, .character("?")) == nil)
    #expect(helped.update(.resized(Size(columns: 1, rows: 1))) == nil)
    #expect(press(&helped, .character("q")) == .quit)
    #expect(list.update(.resized(Size(columns: 0, rows: 0))) == nil)
    #expect(list.frame.size == Size(columns: 0, rows: 0))
    #expect(list.update(.resized(Size(columns: 80, rows: 24))) == nil)
    #expect(press(&list, .enter) == .open(TaskName("names")))
  }

  @Test("Without a shell behind it, nothing offers to go there")
  func suspending() {
    var list = list()
    #expect(press(&list, .control("z")) == .suspend)
    let keymap = Keymap.standard.without(.suspend)
    list = TaskList(annotator: "amara", offers: TaskOffer.several, size: list.size, keymap: keymap)
    #expect(press(&list, .control("z")) == nil)
    _ = press(&list, .character("?"))
    #expect(!list.frame.text.contains("shell"))
  }

  @Test("Why a task could not be opened is told")
  func failing() {
    var list = list()
    #expect(list.update(.failed("This task is gone.")) == nil)
    #expect(list.frame.text.contains("This task is gone."))
    #expect(press(&list, .down) == nil)
    #expect(!list.frame.text.contains("This task is gone."))
  }
}

@Suite("The menu of tasks, line by line")
struct PlainTaskListTests {
  private let list = PlainTaskList(TaskOffer.several)

  @Test("Every task has its number, its name and how far it is")
  func lines() {
    #expect(
      list.lines.map(\.description) == [
        "", "Your tasks:", "1 Film genre (genre): 200 of 200 answers, finished.",
        "2 Names in the news (names): 128 of 200 answers.",
        "3 Pain, from the words of patients (pain): 3 of 4000 answers, paused.",
        "4 灯台 ^[[31m and what is beside it (灯台), empty.",
      ])
  }

  @Test(
    "A number or a name chooses, q leaves, an empty line lists, all else is told",
    arguments: [
      ("2", .open(TaskName("names"))), (" pain ", .open(TaskName("pain"))), ("q", .leave),
      ("5", .told(["There is no task 5."])), ("0", .told(["There is no task 0."])),
      ("-1", .told(["There is no task -1."])),
    ] as [(String, PlainTaskList.Turn)])
  func taking(_ line: String, _ turn: PlainTaskList.Turn) {
    #expect(list.take(line) == turn)
  }

  @Test func listing() { #expect(list.take("") == .told(list.lines)) }

  @Test func unknown() {
    guard case .told(let told) = list.take("what\u{1B}c") else {
      Issue.record("taken for a task")
      return
    }
    #expect(told.map(\.description).joined().contains("'what^[c' is no task"))
  }
}
