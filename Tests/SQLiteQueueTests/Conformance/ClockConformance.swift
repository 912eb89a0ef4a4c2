import Labeling
import Queue
import Testing

/// A clock that jumps: facts keep their order, and nothing waits for years.
@Suite("a clock that jumps")
struct ClockConformance {
  private static let year = 365.0 * 86400

  private func scene(_ store: StoreUnderTest) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(lease: 600)))
    try scene.add(films: 0..<4)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aLeaseEndsThoughTheClockWasSetBack(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let held = try scene.next(amara)
    scene.wait(-10 * Self.year)
    let other = try scene.next(bo)
    #expect(other.film != held.film)
    #expect(other.expiresAt == scene.now.advanced(bySeconds: 600))
    scene.wait(700)
    let films = try (0..<4).map { _ in
      let assignment = try scene.next(bo)
      #expect(try scene.answer(assignment, bo).counted)
      return assignment.film
    }
    #expect(Set(films) == Set(0..<4))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aLeaseEndsThoughTheClockWasAheadForATime(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    scene.wait(74 * Self.year)
    let held = try scene.next(amara)
    scene.wait(-74 * Self.year)
    for _ in 0..<3 { try scene.answer(try scene.next(bo), bo) }
    let busy = try #require(try scene.claim(bo).idle)
    #expect(busy.reason == .busy)
    #expect(try #require(busy.retryAt) < scene.now.advanced(bySeconds: 700))
    scene.wait(700)
    #expect(try scene.next(bo).film == held.film)
    // The late answer is kept.
    #expect(try scene.answer(held, amara).counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func factsKeepTheirOrder(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let amara = try scene.sit("amara")
    var moments: [Timestamp] = []
    for jump in [0, 74 * Self.year, -80 * Self.year, 3 * Self.year] {
      scene.wait(jump)
      moments.append(try scene.answer(try scene.next(amara), amara).at)
    }
    #expect(moments == moments.sorted())
    #expect(Set(moments.dropFirst()).count == 1)
  }
}
