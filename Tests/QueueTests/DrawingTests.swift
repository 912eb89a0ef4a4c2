import Labeling
import Queue
import Testing

@Suite("who draws from where")
struct DrawingTests {
  private func channel(_ name: String, pool: String? = nil, _ state: Channel.State = .live) -> Channel {
    Channel(name: ChannelName(name), build: Digest(of: []), weight: 1, pool: pool, state: state, accepts: [])
  }

  private func draw(
    _ choice: ChannelChoice, _ channels: [Channel], isPaused: Bool = false
  ) throws(QueueError) -> Drawing {
    let person = Person(id: PersonID("p"), name: "amara", kind: .person, isPaused: isPaused, pools: ["experts"])
    return try Drawing(of: choice, by: person, in: .sample, among: channels)
  }

  @Test func productionIsFirstThenByName() throws {
    let channels = [channel("b"), channel("production"), channel("a")]
    #expect(try draw(.all, channels) == .from([channels[1], channels[2], channels[0]]))
    #expect(try draw(.named(ChannelName("b")), channels) == .from([channels[0]]))
  }

  @Test func onlyLiveChannelsOfOwnPoolsServe() throws {
    let own = channel("a", pool: "experts")
    let others = [channel("b", pool: "students"), channel("c", .paused), channel("d", .retired)]
    #expect(try draw(.all, [own] + others) == .from([own]))
  }

  @Test func pausedIsSaid() throws {
    #expect(try draw(.all, [channel("a", .paused)]) == .nothing(.paused))
    #expect(try draw(.all, [channel("a")], isPaused: true) == .nothing(.paused))
    #expect(try draw(.all, [channel("a", .retired)]) == .nothing(.finished))
  }

  @Test func strangersAreTold() throws {
    #expect(throws: QueueError.notInPool(person: "amara", pool: "students")) {
      try draw(.named(ChannelName("b")), [channel("b", pool: "students")])
    }
    #expect(throws: QueueError.unknownTask(.sample)) { try draw(.all, []) }
    #expect(throws: QueueError.unknownChannel(.production, known: [ChannelName("a"), ChannelName("b")])) {
      try draw(.named(.production), [channel("b"), channel("a")])
    }
  }

  @Test func stuckIsMoreWantedThanPeopleLeft() {
    #expect(Eligibility.isStuck(Work(need: 3, leased: 1, counted: 1), eligiblePeople: 0))
    #expect(!Eligibility.isStuck(Work(need: 3, leased: 1, counted: 1), eligiblePeople: 1))
    #expect(!Eligibility.isStuck(Work(need: 3, counted: 3), eligiblePeople: 0))
    #expect(!Eligibility.isStuck(Work(need: 3, isServed: false), eligiblePeople: 0))
    #expect(!Eligibility.isStuck(Work(need: 3, review: .wanted), eligiblePeople: 0))
  }

  @Test func onlyActivePersonsAreWaitedFor() {
    let pooled = channel("a", pool: "experts")
    let person = Person(id: PersonID("p"), name: "p", kind: .person, pools: ["experts"])
    var others = [person, person, person]
    others[0].kind = .model
    others[1].isPaused = true
    others[2].pools = []
    #expect(Eligibility.isActive(person, in: pooled))
    #expect(others.allSatisfy { !Eligibility.isActive($0, in: pooled) })
    #expect(Eligibility.isActive(others[2], in: channel("b")))
  }
}
