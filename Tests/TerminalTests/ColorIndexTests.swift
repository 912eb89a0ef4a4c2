import Canvas
import Testing

@testable import Terminal

@Suite("Colours")
struct ColorIndexTests {
  @Test(
    "by what the terminal has",
    arguments: [
      (nil, 256, -1), (.ansi(3), 0, -1), (.ansi(3), 8, 3), (.ansi(11), 8, 3), (.ansi(11), 16, 11), (.ansi(11), 256, 11),
      (.ansi(200), 256, 15), (.rgb(255, 0, 0), 256, 196), (.rgb(95, 135, 175), 256, 67), (.rgb(8, 8, 8), 256, 232),
      (.rgb(250, 5, 5), 16, 9), (.rgb(200, 0, 0), 8, 1), (.rgb(0, 0, 0), 8, 0),
    ] as [(Color?, Int, Int32)])
  func index(color: Color?, count: Int, index: Int32) {
    #expect(ColorIndex.of(color, ColorDepth(count: count, isDirect: false)) == index)
  }
}
