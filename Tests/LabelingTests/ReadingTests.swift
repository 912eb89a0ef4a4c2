import Labeling
import Testing

/// Each rule of VERSIONS.md 3 by an example: not only true, but as sharp as it says.
@Suite("readings")
struct ReadingTests {
  private static let q = TrueScreen.question

  private func taxonomy(_ version: Int, _ ids: [String], _ changes: [LabelChange]? = nil) -> Taxonomy {
    Taxonomy(
      version: version,
      labels: ids.map { Label(id: LabelID($0), title: $0, isNone: $0 == "none") },
      lineage: changes.map { [Lineage(parent: version - 1, changes: $0)] } ?? [])
  }

  private func read(
    _ kind: Question.Kind, _ old: [String], _ new: [String], _ changes: [LabelChange], _ value: AnswerValue
  ) -> QuestionReading {
    let (first, second) = (taxonomy(1, old), taxonomy(2, new, changes))
    let builds = [first, second].map { taxonomy in
      Build(
        task: TaskName("t"), title: "T",
        ui: UserInterface(
          version: 1, show: [ShownField(field: "text")], ask: [Question(id: Self.q, kind: kind, prompt: "")]),
        taxonomy: taxonomy, schema: Schema(version: 1, fields: []), policy: Policy())
    }
    return VersionHistory(builds: builds).reconciliation(from: builds[0], to: builds[1])
      .read(Answer([Self.q: value]))[Self.q]
  }

  private func ids(_ names: String...) -> [LabelID] { names.map { LabelID($0) } }
  private func choice(_ label: String) -> AnswerValue { .label(LabelID(label)) }

  // MARK: choice

  private let split: [LabelChange] = [.split(LabelID("a"), into: [LabelID("c"), LabelID("d")])]

  @Test func choices() {
    #expect(
      read(.choice, ["a", "b"], ["c", "b"], [.rename(LabelID("a"), to: LabelID("c"))], choice("a"))
        == .init(.exact, .candidates(ids("c"))))
    #expect(
      read(.choice, ["a", "b"], ["d", "c", "b"], split, choice("a")) == .init(.ambiguous, .candidates(ids("d", "c"))))
    #expect(read(.choice, ["a", "b"], ["d", "c", "b"], split, choice("b")) == .init(.exact, .candidates(ids("b"))))
    #expect(read(.choice, ["a", "b"], ["b"], [.retire(LabelID("a"), unseen: false)], choice("a")).crossing == .void)
    #expect(
      read(.choice, ["a", "b"], ["b"], [.retire(LabelID("a"), unseen: false)], choice("b"))
        == .init(.exact, .candidates(ids("b"))))
  }

  /// A bare `add` under a choice is loud, unless the author vouches or 'none of these' was offered.
  @Test func choicesBesideAnAddedLabel() {
    func add(unseen: Bool) -> [LabelChange] { [.add(LabelID("n"), unseen: unseen)] }
    #expect(
      read(.choice, ["a"], ["a", "n"], add(unseen: false), choice("a")) == .init(.unknown, .candidates(ids("a", "n"))))
    #expect(read(.choice, ["a"], ["a", "n"], add(unseen: true), choice("a")) == .init(.exact, .candidates(ids("a"))))
    #expect(
      read(.choice, ["a", "none"], ["a", "n", "none"], add(unseen: false), choice("a"))
        == .init(.exact, .candidates(ids("a"))))
    #expect(
      read(.choice, ["a", "none"], ["a", "n", "none"], add(unseen: false), choice("none"))
        == .init(.unknown, .candidates(ids("n", "none"))))
    #expect(
      read(.choice, ["a", "b"], ["a", "b", "n"], [.carve(LabelID("n"), outOf: .labels(ids("a")))], choice("b"))
        == .init(.exact, .candidates(ids("b"))))
  }

  // MARK: choices

  private func ticked(_ labels: String...) -> AnswerValue { .labels(labels.map { LabelID($0) }) }
  private let unbounded = Question.Kind.choices(min: 0, max: nil)

  @Test func ticks() {
    let offered = ids("b", "c", "d")
    #expect(
      read(unbounded, ["a", "b"], ["b", "c", "d"], split, ticked("a"))
        == .init(.ambiguous, .marks(Marks(offered: offered, yes: [], unknown: ids("c", "d"), clauses: [ids("c", "d")])))
    )
    #expect(
      read(unbounded, ["a", "b"], ["b", "c", "d"], split, ticked("b"))
        == .init(.exact, .marks(Marks(offered: offered, yes: ids("b")))))
    let merge: [LabelChange] = [.merge(ids("a", "b"), to: LabelID("c"))]
    #expect(
      read(unbounded, ["a", "b", "e"], ["c", "e"], merge, ticked("a", "b"))
        == .init(.exact, .marks(Marks(offered: ids("c", "e"), yes: ids("c")))))
    let add: [LabelChange] = [.add(LabelID("n"), unseen: false)]
    #expect(
      read(unbounded, ["a"], ["a", "n"], add, ticked())
        == .init(.unknown, .marks(Marks(offered: ids("a", "n"), yes: [], unknown: ids("n")))))
    #expect(
      read(.choices(min: 0, max: 1), ["a", "b"], ["a", "b"], [], ticked("a")).content
        == .marks(Marks(offered: ids("a", "b"), yes: ids("a"), unknown: ids("b"))))
  }

  /// A clause of which one member is not a no is a yes to that one.
  @Test func aClauseWithOneOpenMember() {
    // c came from a and b, d from a only; b was not ticked, so that c may only come from a.
    let changes: [LabelChange] = [
      .split(LabelID("a"), into: ids("c", "d")), .split(LabelID("b"), into: ids("d", "e")),
    ]
    let reading = read(unbounded, ["a", "b"], ["c", "d", "e"], changes, ticked("b"))
    #expect(
      reading
        == .init(
          .ambiguous,
          .marks(Marks(offered: ids("c", "d", "e"), yes: [], unknown: ids("d", "e"), clauses: [ids("d", "e")]))))
  }

  // MARK: spans, the rest

  private func span(_ start: Int, _ end: Int, _ label: String) -> Span {
    Span(field: "text", start: start, end: end, label: LabelID(label))
  }
  private let spans = Question.Kind.spans(fields: ["text"], overlap: true)

  @Test func stretches() throws {
    let merge: [LabelChange] = [.merge(ids("a", "b"), to: LabelID("c"))]
    let merged = read(spans, ["a", "b"], ["c"], merge, .spans([span(0, 2, "a"), span(0, 2, "b"), span(2, 3, "a")]))
    #expect(merged.crossing == .exact)
    guard case .spans(let reading) = merged.content else {
      Issue.record("no spans")
      return
    }
    // Equal ones become one; neighbours are never joined.
    #expect(reading.spans.map { [$0.start, $0.end] } == [[0, 2], [2, 3]])
    #expect(reading.rulesOut(LabelID("c"), field: "text", at: 5))
    #expect(!reading.rulesOut(LabelID("c"), field: "text", at: 2))
  }

  /// A newly carved type is a no outside of its sources' spans, and open inside.
  @Test func aCarvedType() {
    let carve: [LabelChange] = [.carve(LabelID("n"), outOf: .labels(ids("a")))]
    let carved = read(spans, ["a", "b"], ["a", "b", "n"], carve, .spans([span(0, 2, "a"), span(4, 6, "b")]))
    #expect(carved.crossing == .ambiguous)
    guard case .spans(let reading) = carved.content else {
      Issue.record("no spans")
      return
    }
    #expect(reading.spans.map(\.crossing) == [.ambiguous, .exact])
    #expect(reading.spans.map(\.candidates) == [ids("a", "n"), ids("b")])
    #expect([1, 3, 5].map { reading.rulesOut(LabelID("n"), field: "text", at: $0) } == [false, true, true])
  }

  @Test func underAVoidSpanNothingIsKnown() {
    let retire: [LabelChange] = [.retire(LabelID("a"), unseen: false)]
    guard case .spans(let reading) = read(spans, ["a", "b"], ["b"], retire, .spans([span(0, 2, "a")])).content else {
      Issue.record("no spans")
      return
    }
    #expect([1, 3].map { reading.rulesOut(LabelID("b"), field: "text", at: $0) } == [false, true])
  }

  @Test func sidesAndWordsCross() {
    let pairwise = Question.Kind.pairwise(first: "x", second: "y", tie: true)
    #expect(
      read(pairwise, ["a"], ["b"], [.rename(LabelID("a"), to: LabelID("b"))], .side(.tie))
        == .init(.exact, .candidates(ids("tie"))))
    #expect(read(.text(maxLength: nil, pattern: nil), ["a"], ["a"], [], .text("so")) == .init(.exact, .text("so")))
  }

  @Test func asManyAsCouldBeTickedAreTheWholeAnswerInTheirOwnVersionOnly() {
    let question = Question(id: Self.q, kind: .choices(min: 0, max: 2), prompt: "")
    let builds = [
      taxonomy(1, ["a", "b", "c"]), taxonomy(2, ["a", "b", "d"], [.rename(LabelID("c"), to: LabelID("d"))]),
    ].map { taxonomy in
      Build(
        task: TaskName("t"), title: "T",
        ui: UserInterface(version: 1, show: [ShownField(field: "text")], ask: [question]), taxonomy: taxonomy,
        schema: Schema(version: 1, fields: []), policy: Policy())
    }
    let history = VersionHistory(builds: builds)
    let full = Answer([Self.q: .labels(ids("a", "b"))])
    let own = history.reconciliation(from: builds[0], to: builds[0]).read(full)[Self.q]
    #expect(own == .init(.exact, .marks(Marks(offered: ids("a", "b", "c"), yes: ids("a", "b")))))
    let next = history.reconciliation(from: builds[0], to: builds[1]).read(full)[Self.q]
    #expect(next == .init(.unknown, .marks(Marks(offered: ids("a", "b", "d"), yes: ids("a", "b"), unknown: ids("d")))))
  }
}
