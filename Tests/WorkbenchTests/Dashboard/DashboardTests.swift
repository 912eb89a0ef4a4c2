import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("The dashboard")
struct DashboardTests {
  private static let sizes = [(80, 24), (100, 30), (132, 43), (200, 60), (60, 16), (40, 12), (1, 1)].map {
    Size(columns: $0.0, rows: $0.1)
  }

  private static let examples = (0..<30).map { place in
    BoardExample(
      id: Digest(of: [UInt8(place)]), words: place == 3 ? "\u{1B}[31m hostile" : "Film number \(place)",
      answers: place % 4,
      isDisputed: place % 4 == 3)
  }

  @Test("It looks as it did", arguments: sizes)
  func screens(_ size: Size) {
    var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
    expect(dashboard.frame, "figures", size)
    _ = dashboard.press(.down, .down, .down, .right)
    expect(dashboard.frame, "cursor", size)
    _ = dashboard.press(.character("?"))
    expect(dashboard.frame, "help", size)
    _ = dashboard.press(.character("?"))
    expect(Dashboard.sample(columns: size.columns, rows: size.rows, ink: .ascii).frame, "ascii", size)
    expect(Dashboard.sample(nil, columns: size.columns, rows: size.rows).frame, "reading", size)
    guard case .list(let figure, from: 0)? = dashboard.press(.home, .down, .enter) else { return }
    _ = dashboard.update(.listed(figure, count: 1204, from: 0, Self.examples))
    _ = dashboard.press(.down)
    expect(dashboard.frame, "examples", size)
    _ = dashboard.press(.escape, .character("p"))
    _ = dashboard.update(.failed("The queue could not be read: it is gone."))
    expect(dashboard.frame, "paused", size)
  }

  private func expect(
    _ frame: Frame, _ name: String, _ size: Size, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    KeptScreen.expect(frame, name, in: "DashboardScreens", size, sourceLocation: sourceLocation)
  }

  private func opened(_ effect: Dashboard.Effect?) -> Figure? {
    if case .list(let figure, from: 0)? = effect { figure } else { nil }
  }

  @Test("Keys go over every figure, down and up again, on every size", arguments: sizes.dropLast())
  func everyFigure(_ size: Size) throws {
    var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
    let all = BoardLayout(.sample, on: size).spots.map(\.stop)
    #expect(Set(all).count == all.count)
    var met: Set<BoardStop> = [try #require(dashboard.cursor)]
    for key in [Key.down, .right, .up, .left, .character("j"), .character("l"), .character("k"), .character("h")] {
      for start in all {
        dashboard.cursor = start
        dashboard.keepCursorInSight()
        _ = dashboard.press(key)
        met.insert(try #require(dashboard.cursor))
        // It is on the screen.
        let row = try #require(BoardLayout(.sample, on: size).spots.first { $0.stop == dashboard.cursor }).row
        #expect((dashboard.top..<dashboard.top + BoardLayout.body(size).rows).contains(row))
      }
    }
    #expect(met == Set(all))
    _ = dashboard.press(.home)
    #expect(dashboard.cursor == all.first)
    for _ in all { _ = dashboard.press(.down) }
    let last = dashboard.cursor
    _ = dashboard.press(.down)
    #expect(dashboard.cursor == last)
    _ = dashboard.press(.end)
    #expect(dashboard.cursor == all.last)
  }

  @Test("Down the board no row is left out, and up again none: no panel is jumped over", arguments: sizes.dropLast())
  func everyRow(_ size: Size) {
    var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
    let layout = BoardLayout(.sample, on: size)
    for key in [Key.down, .up] {
      var seen: Set<Int> = []
      for _ in layout.spots {
        seen.formUnion(dashboard.top..<dashboard.top + BoardLayout.body(size).rows)
        _ = dashboard.press(key)
      }
      seen.formUnion(dashboard.top..<dashboard.top + BoardLayout.body(size).rows)
      #expect(seen.isSuperset(of: 0..<layout.height))
    }
    #expect(Set(layout.spots.map(\.panel)) == Set(Board.sample.panels.map(\.title)))
  }

  @Test("A wider screen shows every column that one of 80 shows, and every figure with examples", arguments: 80...260)
  func columns(_ columns: Int) {
    func shown(_ size: Size) -> [Displayable: Set<Displayable>] {
      let places = BoardLayout(.sample, on: size).places.compactMap { place -> (Displayable, Set<Displayable>)? in
        guard case .table(let table) = place.panel.content else { return nil }
        let layout = TableColumnLayout(table, width: place.rect.columns - TableColumnLayout.mark)
        let headings = table.columns.indices.filter { layout.isShown($0) }.map { index -> Displayable in
          table.columns[index].kind == .bar ? "bar" : table.columns[index].heading
        }
        return (place.panel.title, Set(headings))
      }
      return Dictionary(places, uniquingKeysWith: { first, _ in first })
    }
    let usual = shown(Size(columns: 80, rows: 24))
    for (panel, headings) in shown(Size(columns: columns, rows: 60)) {
      #expect(headings.isSuperset(of: usual[panel] ?? []), "\(panel)")
    }
  }

  @Test("A narrow screen leaves out figures without examples before those with", arguments: 40..<80)
  func narrow(_ columns: Int) {
    let layout = BoardLayout(.sample, on: Size(columns: columns, rows: 200))
    let opened = Set(layout.spots.compactMap(\.behind?.figure))
    for panel in Board.sample.panels {
      guard case .table(let table) = panel.content else { continue }
      let main = table.columns.indices.filter { !table.columns[$0].isAside }
      let figures = table.rows.prefix(10).flatMap { row in main.compactMap { row[$0].behind?.figure } }
      #expect(opened.isSuperset(of: figures), "\(panel.title)")
    }
  }

  @Test("A long table is cut only where nothing is left of the screen's height", arguments: [24, 60, 100])
  func longTable(_ rows: Int) throws {
    let size = Size(columns: 200, rows: rows)
    let layout = BoardLayout(.sample(revision: 1, people: 60), on: size)
    let table = try #require(layout.places.first { $0.panel.title == "People" })
    let beside = layout.places.filter { $0.rect.column == table.rect.column }
    let bottom = try #require(beside.map(\.rect.rowRange.upperBound).max())
    let shown = table.panel.tableRows(in: table.rect.rows)
    #expect(shown == 60 || bottom >= BoardLayout.body(size).rows)
    #expect(rows < 100 || shown == 60)
  }

  @Test("On a panel without examples Enter says so; once it has some, the cursor is on the first of them")
  func panels() throws {
    var board = Board.sample
    let full = board.panels[2]
    board.panels[2].content = .table(BoardTable([.init("", .words)], rows: [[BoardCell("nothing is flagged", .quiet)]]))
    var dashboard = Dashboard.sample(board)
    dashboard.cursor = .panel(full.title)
    #expect(dashboard.press(.enter) == nil)
    #expect(dashboard.frame.text.contains("no figure with examples here."))
    board.panels[2] = full
    _ = dashboard.update(.board(board))
    #expect(dashboard.cursor == .figure(.standing(.review, in: .production)))
  }

  @Test("The cursor is seen without colours wherever it stands, and Enter is offered only where it opens something")
  func cursorIsSeen() {
    for size in Self.sizes.dropLast() {
      for stop in BoardLayout(.sample, on: size).spots.map(\.stop) {
        var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
        dashboard.cursor = stop
        dashboard.keepCursorInSight()
        let text = dashboard.frame.text
        #expect(text.count { $0 == "▸" } == 1, "\(stop) on \(size)")
        if case .panel(let title) = stop { #expect(text.contains("▸ \(title)")) }
        #expect(text.contains("↵ examples") == (dashboard.behind != nil), "\(stop) on \(size)")
      }
    }
  }

  @Test("A list without examples offers none to open, and says so")
  func emptyList() {
    var dashboard = Dashboard.sample()
    let figure = opened(dashboard.press(.enter)) ?? .contradicted
    #expect(!dashboard.frame.text.contains("↵ open"))
    _ = dashboard.update(.listed(figure, count: 0, from: 0, []))
    #expect(!dashboard.frame.text.contains("↵ open"))
    #expect(dashboard.press(.enter) == nil)
    #expect(dashboard.frame.text.contains("no example in this list"))
    _ = dashboard.update(.listed(figure, count: 1, from: 0, Array(Self.examples.prefix(1))))
    #expect(dashboard.frame.text.contains("↵ open"))
  }

  @Test("Enter lists the examples behind the figure; esc leads back to it")
  func drilling() throws {
    var dashboard = Dashboard.sample()
    let done = Figure.standing(.done, in: .production)
    #expect(dashboard.press(.enter) == .list(done, from: 0))
    #expect(dashboard.frame.text.contains("Looking for them"))
    // Another list's examples are not for this one.
    _ = dashboard.update(.listed(.contradicted, count: 1, from: 0, Array(Self.examples.prefix(1))))
    #expect(!dashboard.frame.text.contains("Film number 0"))
    _ = dashboard.update(.listed(done, count: 2, from: 0, Array(Self.examples.prefix(2))))
    #expect(dashboard.frame.text.contains("2 examples done in production"))
    #expect(dashboard.frame.text.contains("opens it: that you see what others said is recorded"))
    #expect(dashboard.press(.character("j"), .enter) == .open(Self.examples[1].id, in: .production))
    #expect(dashboard.press(.escape) == nil)
    #expect(dashboard.press(.enter) == .list(done, from: 0))
    #expect(dashboard.press(.character("q"), .character("q")) == .quit)
  }

  @Test("A long list is read page by page, each page once")
  func pages() throws {
    var dashboard = Dashboard.sample()
    let figure = try #require(opened(dashboard.press(.enter)))
    func page(_ from: Int) -> [BoardExample] {
      (from..<min(from + Dashboard.page, 1000)).map {
        BoardExample(id: Digest(of: Array("\($0)".utf8)), words: "Film \($0)", answers: 0, isDisputed: false)
      }
    }
    _ = dashboard.update(.listed(figure, count: 1000, from: 0, page(0)))
    #expect(dashboard.press(.end) == .list(figure, from: 800))
    #expect(dashboard.press(.up) == nil)
    _ = dashboard.update(.listed(figure, count: 1000, from: 800, page(800)))
    #expect(dashboard.frame.text.contains("Film 998"))
    #expect(dashboard.press(.home) == .list(figure, from: 0))
    // Fewer than there were: the cursor stays in the list.
    _ = dashboard.update(.listed(figure, count: 0, from: 0, []))
    #expect(dashboard.press(.enter) == nil)
  }

  @Test("A list that tells what was answered does not show the examples' texts")
  func hidden() {
    var dashboard = Dashboard.sample(columns: 200, rows: 60)
    let label = Figure.label(LabelID("horror"), under: QuestionID("genre"), ui: 2, taxonomy: 2)
    #expect(label.tellsAnswers)
    dashboard.cursor = .figure(label)
    #expect(opened(dashboard.press(.enter)) == label)
    let example = BoardExample(id: Digest(of: [1]), words: nil, answers: 2, isDisputed: true)
    _ = dashboard.update(.listed(label, count: 1, from: 0, [example]))
    #expect(dashboard.frame.text.contains("without their texts"))
    #expect(dashboard.frame.text.contains("2 answers, differ"))
    #expect(dashboard.frame.text.contains("1 example called Horror under genre"))
    // It is a figure of the task, not of a channel.
    #expect(dashboard.press(.enter) == .open(example.id, in: nil))
  }

  @Test("What is said above a list is broken over lines, not cut", arguments: sizes.dropLast())
  func listHead(_ size: Size) {
    var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
    let label = Figure.label(LabelID("western"), under: QuestionID("genre"), ui: 2, taxonomy: 2)
    dashboard.cursor = .figure(label)
    #expect(opened(dashboard.press(.enter)) == label)
    let examples = (0..<25).map { BoardExample(id: Digest(of: [$0]), words: nil, answers: 2, isDisputed: false) }
    _ = dashboard.update(.listed(label, count: 25, from: 0, examples))
    let text = dashboard.frame.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("25 examples called Western, or close to one under genre, ui 2, taxonomy 2"))
    #expect(text.contains("without their texts, since the list tells what was answered"))
    _ = dashboard.press(.end)
    #expect(dashboard.frame.text.contains("▸ \(examples[24].id.short)"))
  }

  @Test("Help is broken over lines where there is room, as in a list on a screen of 80")
  func wholeHelp() {
    var dashboard = Dashboard.sample()
    let figure = opened(dashboard.press(.enter)) ?? .contradicted
    _ = dashboard.update(.listed(figure, count: 2, from: 0, Array(Self.examples.prefix(2))))
    _ = dashboard.press(.character("?"))
    let text = dashboard.frame.text
    #expect(!text.contains("…"))
    for binding in Keymap.standard.bindings where binding.modes.contains(.listing) {
      for word in binding.help.description.split(separator: " ") { #expect(text.contains(word)) }
    }
  }

  @Test("What a bar of a chart is stands beside its title, or below it where that has no room", arguments: 60...230)
  func barWords(_ columns: Int) {
    let text = Dashboard.sample(columns: columns, rows: 60).frame.text
    #expect(text.contains(/a bar is (a minute|an hour|\d+ (minutes|hours))/))
    #expect(!text.contains("a bar is a mi…"))
  }

  @Test("A bar gives way to the words beside it", arguments: [100, 132, 160, 200])
  func wordsBeforeBars(_ columns: Int) {
    #expect(Dashboard.sample(columns: columns, rows: 60).frame.text.contains("Western, or close to one"))
  }

  @Test("Whoever may not look into examples is told so; whoever sees their own answers only is not told of a record")
  func opening() {
    for opening in [Dashboard.Opening.own, .refused] {
      var dashboard = Dashboard.sample(opening: opening)
      let figure = opened(dashboard.press(.enter))
      _ = dashboard.update(.listed(figure ?? .contradicted, count: 2, from: 0, Array(Self.examples.prefix(2))))
      #expect(!dashboard.frame.text.contains("recorded"))
      #expect(dashboard.frame.text.contains("open") == (opening == .own))
      let effect = dashboard.press(.enter)
      #expect(effect == (opening == .own ? .open(Self.examples[0].id, in: .production) : nil))
      #expect(dashboard.frame.text.contains("not for your role") == (opening == .refused))
    }
  }

  @Test("p keeps the figures as they are, and goes on")
  func pausing() {
    var dashboard = Dashboard.sample()
    #expect(dashboard.press(.character("p")) == .rest)
    #expect(dashboard.isPaused && dashboard.frame.text.contains("paused at 15:02:11"))
    #expect(dashboard.press(.character("p")) == .watch(Dashboard.tasks[0]))
    #expect(!dashboard.isPaused)
  }

  @Test("Tab goes to the next task, and figures of the one before that come late are not shown")
  func otherTask() {
    var dashboard = Dashboard.sample()
    #expect(dashboard.press(.tab) == .watch(Dashboard.tasks[1]))
    _ = dashboard.update(.board(.sample))
    #expect(dashboard.isEmpty && dashboard.frame.text.contains("names 2 of 2"))
    #expect(dashboard.press(.enter) == nil)
    #expect(dashboard.press(.backtab) == .watch(Dashboard.tasks[0]))
    #expect(dashboard.press(.tab, .tab) == .watch(Dashboard.tasks[0]))
  }

  @Test("New figures leave the cursor where it was; where its figure is gone it goes to the first")
  func refreshing() {
    var dashboard = Dashboard.sample()
    for _ in 0..<12 { _ = dashboard.press(.down) }
    let figure = dashboard.cursor
    let top = dashboard.top
    _ = dashboard.update(.board(.sample(revision: 4812)))
    #expect(dashboard.cursor == figure && dashboard.top == top)
    _ = dashboard.update(.board(.sample(revision: 4813, people: 4)))
    #expect(dashboard.cursor == .figure(.standing(.done, in: .production)))
  }

  @Test("What cannot be read is told until it can")
  func trouble() {
    var dashboard = Dashboard.sample()
    _ = dashboard.update(.failed("The queue is gone."))
    _ = dashboard.press(.down)
    #expect(dashboard.frame.text.contains("The queue is gone."))
    _ = dashboard.update(.board(.sample))
    #expect(!dashboard.frame.text.contains("The queue is gone."))
  }

  @Test("What can't be seen is not opened; leaving works on any screen, and nothing offers a shell where there is none")
  func edges() {
    var dashboard = Dashboard.sample(columns: 1, rows: 1)
    #expect(dashboard.press(.enter) == nil)
    #expect(dashboard.press(.character("q")) == .quit)
    #expect(dashboard.press(.control("c")) == .quit)
    #expect(dashboard.press(.control("z")) == .suspend)
    #expect(dashboard.press(.control("l")) == .redraw)
    var alone = Dashboard.sample(keymap: .standard.without(.suspend))
    #expect(alone.press(.control("z")) == nil)
    #expect(alone.press(.character("?")) == nil)
    #expect(!alone.frame.text.contains("shell"))
    #expect(alone.press(.character("q")) == nil)
    #expect(alone.press(.character("y")) == nil && alone.frame.text.contains("does nothing here"))
  }

  @Test("Any figures on any screen: nothing stands outside of its panel", arguments: 0..<60)
  func anySize(_ seed: Int) {
    let size = Size(columns: 20 + seed * 37 % 230, rows: 6 + seed * 13 % 70)
    let layout = BoardLayout(.sample, on: size)
    for (place, other) in zip(layout.places, layout.places.dropFirst()) {
      #expect(place.rect.intersection(other.rect).isEmpty)
    }
    for place in layout.places { #expect(place.rect.columnRange.upperBound <= size.columns) }
    var dashboard = Dashboard.sample(columns: size.columns, rows: size.rows)
    for _ in 0..<40 {
      _ = dashboard.press([.pageDown, .down, .right, .pageUp, .left, .up][(seed + dashboard.top) % 6])
    }
    #expect(dashboard.frame.size == size)
  }
}
