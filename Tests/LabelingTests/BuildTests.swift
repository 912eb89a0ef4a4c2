import Labeling
import Testing

@Suite("builds")
struct BuildTests {
  private func build(
    title: String = "Film genre", ui: UserInterface = Samples.ui, uiVersion: Digest? = nil,
    taxonomy: Taxonomy = Samples.taxonomy, policy: Policy = Samples.policy
  ) -> Build {
    Build(
      task: TaskName("genre"), title: title, ui: ui, uiVersion: uiVersion, taxonomy: taxonomy, schema: Samples.schema,
      policy: policy)
  }

  /// Build ids are kept for good.
  @Test func idStays() {
    #expect(Samples.build.id.description == "979fe63770a57dcb3ef5feebb0a7eebaa010a3e595e5a1863968f2111b275878")
  }

  @Test func idTellsBuildsApart() {
    var ui = Samples.ui
    ui.ask[0].prompt = "?"
    var taxonomy = Samples.taxonomy
    taxonomy.labels.removeLast()
    let builds = [
      build(), build(title: "Other"), build(ui: ui), build(ui: ui, uiVersion: Samples.ui.digest),
      build(taxonomy: taxonomy), build(policy: Policy()),
    ]
    #expect(Set(builds.map(\.id)).count == builds.count)
    #expect(build().id == Samples.build.id)
  }

  @Test func tailHasTheOldScreenAndAllElseNew() throws {
    var ui = Samples.ui
    ui.version = 3
    ui.show.removeLast()
    var taxonomy = Samples.taxonomy
    taxonomy.version = 2
    taxonomy.labels[0].title = "Funny"
    let new = build(ui: ui, taxonomy: taxonomy, policy: Policy())
    let tail = try #require(new.tail(for: Samples.build))
    #expect(tail.ui == Samples.ui)
    #expect(tail.uiVersion == Samples.build.uiVersion)
    #expect(tail.taxonomy == taxonomy)
    #expect(tail.policy == Policy())
    #expect(tail.id != new.id && tail.id != Samples.build.id)
    #expect(tail.offered[QuestionID("genre")]?.first?.title == "Funny")
  }

  @Test func noTailWhereTheScreenNamesALabelThatIsGone() {
    var taxonomy = Samples.taxonomy
    taxonomy.labels.removeAll { $0.id == LabelID("speculative") || $0.parent != nil }
    #expect(build(taxonomy: taxonomy).tail(for: Samples.build) == nil)
  }

  @Test func answersCountWhereTheSameIsAsked() {
    var reworded = Samples.ui
    reworded.ask[0].prompt = "?"
    #expect(build(ui: reworded).counts(answersOf: Samples.build))
    #expect(build(policy: Policy()).counts(answersOf: Samples.build))
    var taxonomy = Samples.taxonomy
    taxonomy.labels[0].title = "Funny"
    #expect(!build(taxonomy: taxonomy).counts(answersOf: Samples.build))
    var narrowed = Samples.ui
    narrowed.ask[0].under = LabelID("speculative")
    #expect(!build(ui: narrowed).counts(answersOf: Samples.build))
    var more = Samples.ui
    more.ask[1].isOptional = false
    more.ask[1].id = QuestionID("moods")
    #expect(!build(ui: more).counts(answersOf: Samples.build))
    #expect(Samples.build.counts(answersOf: build(ui: more)))
  }
}
