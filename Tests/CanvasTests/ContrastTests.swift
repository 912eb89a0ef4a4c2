import Testing

@testable import Canvas

@Suite("Contrast and colour vision")
struct ContrastTests {
  /// As the guidelines and their tools give them.
  @Test(arguments: [
    (RGB(0, 0, 0), RGB(255, 255, 255), "21.0"), (RGB(255, 255, 255), RGB(255, 255, 255), "1.0"),
    (RGB(0x76, 0x76, 0x76), RGB(255, 255, 255), "4.5"), (RGB(0x77, 0x77, 0x77), RGB(255, 255, 255), "4.4"),
    (RGB(255, 0, 0), RGB(255, 255, 255), "3.9"),
  ])
  func ratio(one: RGB, other: RGB, shown: String) {
    #expect(Contrast.shown(Contrast.ratio(one, other)) == shown)
    #expect(Contrast.ratio(one, other) == Contrast.ratio(other, one))
  }

  /// Pairs of table 1 of Sharma, Wu and Dalal (2005), which take every branch of the formula.
  @Test(arguments: [
    (50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425), (50, 0, 0, 50, -1, 2, 2.3669),
    (50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792), (50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195),
    (50, -0.0010, 2.4900, 50, 0.0011, -2.4900, 4.7461), (50, 2.5, 0, 50, 0, -2.5, 4.3065),
    (50, 2.5, 0, 73, 25, -18, 27.1492), (50, 2.5, 0, 56, -27, -3, 31.9030),
    (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
    (22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373),
    (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
  ])
  func difference(l1: Double, a1: Double, b1: Double, l2: Double, a2: Double, b2: Double, expected: Double) {
    let one = PerceivedColor(lightness: l1, a: a1, b: b1)
    let other = PerceivedColor(lightness: l2, a: a2, b: b2)
    #expect(abs(one.difference(from: other) - expected) < 0.0001)
    #expect(abs(other.difference(from: one) - expected) < 0.0001)
  }

  @Test("red and green of one lightness are far apart to usual eyes, and not where the cones between are missing")
  func deficiency() {
    let (red, green) = (RGB(0xC0, 0x50, 0x30), RGB(0x7A, 0x78, 0x30))
    #expect(ColorVision.usual.difference(red, green) > 30)
    #expect(ColorVision.deuteranopia.difference(red, green) < 15)
    let (blue, teal) = (RGB(0x30, 0x70, 0xC0), RGB(0x00, 0x80, 0x80))
    #expect(ColorVision.tritanopia.difference(blue, teal) < ColorVision.usual.difference(blue, teal) / 2)
    #expect(ColorVision.leastDifference(red, green) <= ColorVision.deuteranopia.difference(red, green))
  }

  @Test("greys are the same to everybody")
  func grey() {
    for vision in ColorVision.allCases {
      let seen = vision.difference(RGB(60, 60, 60), RGB(200, 200, 200))
      #expect(abs(seen - ColorVision.usual.difference(RGB(60, 60, 60), RGB(200, 200, 200))) < 0.5)
    }
  }

  @Test func darkness() {
    #expect(RGB(0x1A, 0x1E, 0x26).isDark && !RGB(0xFD, 0xF6, 0xE3).isDark)
    #expect(RGB(10, 0, 255).description == "#0a00ff")
  }

  @Test("every role has a letter of its own, and looks unlike its rivals without colours")
  func roles() {
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    for role in Role.allCases {
      for rival in role.rivals { #expect(Theme.monochrome.look(of: role) != Theme.monochrome.look(of: rival)) }
    }
  }
}
