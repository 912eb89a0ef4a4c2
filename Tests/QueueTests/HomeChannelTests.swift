import Labeling
import Queue
import Testing

@Suite("home channels")
struct HomeChannelTests {
  private let build = Digest(of: [])

  private func channel(_ name: String, weight: Int, state: Channel.State = .live) -> Channel {
    Channel(name: ChannelName(name), build: build, weight: weight, pool: nil, state: state, accepts: [])
  }

  private func homes(_ channels: [Channel], examples: Int = 2000) -> [ChannelName: Int] {
    (0..<examples).reduce(into: [:]) { homes, number in
      if let home = HomeChannel.of(Digest(of: "\(number)".utf8), in: .sample, among: channels) {
        homes[home, default: 0] += 1
      }
    }
  }

  @Test func examplesAreDividedByWeight() {
    let homes = homes([channel("a", weight: 3), channel("b", weight: 1), channel("c", weight: 0)])
    #expect((1380...1620).contains(homes[ChannelName("a")] ?? 0))
    #expect((380...620).contains(homes[ChannelName("b")] ?? 0))
    #expect(homes[ChannelName("c")] == nil)
  }

  @Test func everyExampleHasExactlyOneHome() {
    let channels = [channel("a", weight: 2), channel("b", weight: 5), channel("c", weight: 1)]
    for number in 0..<500 {
      let example = Digest(of: "\(number)".utf8)
      #expect(channels.count { HomeChannel.serves($0, example, in: .sample, among: channels) } == 1)
    }
  }

  @Test func orderOfTheChannelsDoesNotMatter() {
    let channels = [channel("a", weight: 2), channel("b", weight: 5), channel("c", weight: 1)]
    for number in 0..<200 {
      let example = Digest(of: "\(number)".utf8)
      #expect(
        HomeChannel.of(example, in: .sample, among: channels)
          == HomeChannel.of(example, in: .sample, among: channels.reversed()))
    }
  }

  @Test func retiredChannelsAreNoHomes() {
    let retired = channel("b", weight: 100, state: .retired)
    #expect(homes([channel("a", weight: 1), retired]) == [ChannelName("a"): 2000])
    #expect(!HomeChannel.serves(channel("c", weight: 0, state: .retired), build, in: .sample, among: []))
  }

  @Test func channelsWithoutWeightServeAll() {
    let pooled = channel("students", weight: 0)
    #expect(HomeChannel.serves(pooled, build, in: .sample, among: [channel("a", weight: 1), pooled]))
  }

  @Test func hugeWeightsAreNoFault() {
    let homes = homes((0..<4).map { channel("\($0)", weight: .max) }, examples: 400)
    #expect(homes.count == 4)
    #expect(homes.values.reduce(0, +) == 400)
  }
}
