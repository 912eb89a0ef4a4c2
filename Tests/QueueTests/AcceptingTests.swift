import Labeling
import Queue
import Testing

@Suite("whose answers are taken")
struct AcceptingTests {
  private let experiment = ChannelName("experiment/bigger-type")

  private func build(ui: Int = 1, taxonomy: Int = 1, _ policy: Policy = Policy()) -> Build {
    let definition = TaskDefinition.sample(ui: ui, taxonomy: taxonomy, policy)
    return Build(
      task: definition.name, title: definition.title, ui: definition.ui, taxonomy: definition.taxonomy,
      schema: definition.schema, policy: definition.policy)
  }

  private func takes(
    from source: ChannelName, _ given: Build, in name: ChannelName, _ build: Build, accepts: [ChannelName] = []
  ) -> Bool {
    let channel = Channel(name: name, build: build.id, weight: 1, pool: nil, state: .live, accepts: accepts)
    return Accepting.takes(answersIn: source, under: given, in: channel, at: build)
  }

  @Test(arguments: Policy.Reuse.allCases)
  func ownAnswersAreTakenWhateverTheScreen(_ reuse: Policy.Reuse) {
    let current = build(ui: 2, Policy(reuse: reuse))
    #expect(takes(from: .production, build(ui: 1), in: .production, current))
    #expect(takes(from: .production, build(taxonomy: 2), in: .production, current))
  }

  @Test func experimentsTakeEverybodys() {
    let current = build(ui: 2)
    #expect(takes(from: .production, build(), in: experiment, current))
    #expect(takes(from: ChannelName("experiment/other"), build(ui: 3), in: experiment, current))
  }

  @Test func productionTakesAnExperimentsOnlyByName() {
    #expect(!takes(from: experiment, build(ui: 2), in: .production, build()))
    #expect(takes(from: experiment, build(ui: 2), in: .production, build(Policy(reuseFrom: [experiment]))))
    #expect(takes(from: experiment, build(ui: 2), in: .production, build(), accepts: [experiment]))
  }

  @Test func sameUIAsksForTheSameScreen() {
    let current = build(ui: 2, Policy(reuse: .sameUI))
    #expect(!takes(from: .production, build(ui: 1), in: experiment, current))
    #expect(takes(from: .production, build(ui: 2), in: experiment, current))
  }

  @Test func noneTakesOnlyWhatWasPromoted() {
    let current = build(ui: 2, Policy(reuse: .none))
    #expect(!takes(from: .production, build(ui: 2), in: experiment, current))
    #expect(takes(from: .production, build(ui: 2), in: experiment, current, accepts: [.production]))
  }
}
