import Testing
import Text

@testable import Workbench

@Suite("Where two sequences differ")
struct DifferenceTests {
  private static func sequence(_ length: Int, of kinds: Int, _ random: inout SeededGenerator) -> [Int] {
    (0..<Int.random(in: 0...length, using: &random)).map { _ in .random(in: 0..<kinds, using: &random) }
  }

  /// The length of the longest common subsequence, by the textbook's table.
  private static func common(_ left: [Int], _ right: [Int]) -> Int {
    var row = Array(repeating: 0, count: right.count + 1)
    for item in left {
      var diagonal = 0
      for (index, other) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = item == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[right.count]
  }

  private static func same(_ difference: Difference) -> Int {
    difference.stretches.reduce(0) { $0 + ($1.isSame ? $1.left.count : 0) }
  }

  /// Stretches follow each other, cover both sequences, take turns, and are what they say.
  private static func check(_ difference: Difference, _ left: [Int], _ right: [Int]) {
    var (x, y) = (0, 0)
    var before: Bool?
    for stretch in difference.stretches {
      #expect(stretch.left.lowerBound == x && stretch.right.lowerBound == y)
      #expect(stretch.isSame != before)
      #expect(!stretch.left.isEmpty || !stretch.right.isEmpty)
      if stretch.isSame { #expect(left[stretch.left] == right[stretch.right]) }
      (x, y, before) = (stretch.left.upperBound, stretch.right.upperBound, stretch.isSame)
    }
    #expect(x == left.count && y == right.count)
  }

  @Test("Any two: what is unchanged and what is inserted make the right one, and no shorter way exists")
  func laws() {
    var random = SeededGenerator(state: 1)
    for round in 0..<600 {
      let kinds = [2, 3, 10, 100][round % 4]
      let (left, right) = (Self.sequence(40, of: kinds, &random), Self.sequence(40, of: kinds, &random))
      let difference = Difference(left, right)
      Self.check(difference, left, right)
      #expect(Self.same(difference) == Self.common(left, right), "\(left) \(right)")
      #expect(Self.same(Difference(right, left)) == Self.same(difference))
    }
  }

  @Test("Equal ones have no differences")
  func equal() {
    var random = SeededGenerator(state: 2)
    for _ in 0..<50 {
      let items = Self.sequence(200, of: 5, &random)
      #expect(!Difference(items, items).stretches.contains { !$0.isSame })
    }
  }

  @Test("Long ones that have little or much in common end soon", arguments: [1, 2, 50, 100_000])
  func long(kinds: Int) {
    var random = SeededGenerator(state: 3)
    let left = (0..<20_000).map { _ in Int.random(in: 0..<kinds, using: &random) }
    let right = (0..<21_000).map { _ in Int.random(in: 0..<kinds, using: &random) }
    let time = ContinuousClock().measure { Self.check(Difference(left, right), left, right) }
    // The bound tells a search that is cut from one that is not, which would take minutes in a debug build.
    #expect(time < .seconds(20))
  }
}

@Suite("Which words differ")
struct WordDifferenceTests {
  private static func words(_ text: String, _ ranges: [Range<Int>]) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return ranges.map { range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
  }

  @Test(arguments: [
    ("the cat sat", "the dog sat", ["cat"], ["dog"]),
    ("the cat sat", "the cat", ["sat"], []),
    ("one two  three", "one\ntwo three", [], []),
    ("don't stop", "don’t stop", ["don't"], ["don’t"]),
    ("a, b.", "a; b.", [","], [";"]),
    ("a big red dog", "a small blue dog", ["big red"], ["small blue"]),
    ("灯台守は見る", "灯台守が見た", ["は", "る"], ["が", "た"]),
    ("e\u{301}t\u{e9}", "\u{e9}t\u{e9}", ["e\u{301}t\u{e9}"], ["\u{e9}t\u{e9}"]),
    ("a\u{200B}b", "ab", ["a\u{200B}b"], ["ab"]),
    ("", "new", [], ["new"]), ("", "", [], []),
  ])
  func table(_ left: String, _ right: String, _ removed: [String], _ added: [String]) {
    let difference = WordDifference(Displayable(left), Displayable(right))
    #expect(Self.words(left, difference.left).map { Array($0.utf8) } == removed.map { Array($0.utf8) })
    #expect(Self.words(right, difference.right).map { Array($0.utf8) } == added.map { Array($0.utf8) })
  }

  @Test("Hostile texts: places are in order and inside the text; a text does not differ from itself")
  func hostile() {
    var random = SeededGenerator(state: 4)
    for _ in 0..<300 {
      let (left, right) = (HostileTexts.text(&random), HostileTexts.text(&random))
      let difference = WordDifference(Displayable(left), Displayable(right))
      for (text, ranges) in [(left, difference.left), (right, difference.right)] {
        var end = 0
        for range in ranges {
          #expect(range.lowerBound >= end && range.upperBound <= text.unicodeScalars.count && !range.isEmpty)
          end = range.upperBound
        }
      }
      let none = WordDifference(Displayable(left), Displayable(left))
      #expect(none.left.isEmpty && none.right.isEmpty && none.count == 0)
    }
  }
}
