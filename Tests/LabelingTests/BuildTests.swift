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
    let taxonomy = Samples.taxonomy.edited { $0.removeLast() }
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
    let taxonomy = Samples.taxonomy.edited(version: 2, from: [Lineage(parent: 1)]) { $0[0].title = "Funny" }
    let new = build(ui: ui, taxonomy: taxonomy, policy: Policy())
    let tail = VersionHistory(builds: [Samples.build, new]).tail(of: new, for: Samples.build)
    #expect(tail.compiles)
    #expect(tail.ui == Samples.ui)
    #expect(tail.uiVersion == Samples.build.uiVersion)
    #expect(tail.taxonomy == taxonomy)
    #expect(tail.policy == Policy())
    #expect(tail.id != new.id && tail.id != Samples.build.id)
    #expect(tail.offered[QuestionID("genre")]?.first?.title == "Funny")
  }

  @Test func labelsThatTheScreenNamesComeOverByWhatIsDeclared() {
    let renamed = Samples.taxonomy.edited(
      version: 2,
      from: [Lineage(parent: 1, changes: [.rename(LabelID("speculative"), to: LabelID("fantastic"))])]
    ) { labels in
      labels[1].id = LabelID("fantastic")
      labels[2].parent = LabelID("fantastic")
      labels[3].parent = LabelID("fantastic")
    }
    let new = build(taxonomy: renamed)
    #expect(new.unresolved == [LabelID("speculative")])
    let tail = VersionHistory(builds: [Samples.build, new]).tail(of: new, for: Samples.build)
    #expect(tail.compiles)
    #expect(tail.ui == Samples.ui)
    #expect(tail.ask[1].under == LabelID("fantastic"))
    #expect(tail.offered[QuestionID("tags")]?.map(\.id.rawValue) == ["horror", "science-fiction"])
  }

  @Test func noTailWhereTheScreenNamesALabelThatIsGone() {
    let gone = ["speculative", "horror", "science-fiction"].map { LabelID($0) }
    let taxonomy = Samples.taxonomy.edited(
      version: 2, from: [Lineage(parent: 1, changes: gone.map { .retire($0, unseen: false) })]
    ) { $0.removeAll { gone.contains($0.id) } }
    let new = build(taxonomy: taxonomy)
    let tail = VersionHistory(builds: [Samples.build, new]).tail(of: new, for: Samples.build)
    #expect(!tail.compiles)
    #expect(tail.unresolved == [LabelID("speculative")])
  }
}
