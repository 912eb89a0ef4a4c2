/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  /// One of several; they are never empty where this is called.
  mutating func one<Elements: RandomAccessCollection>(of elements: Elements) -> Elements.Element
  where Elements.Index == Int {
    elements[.random(in: elements.startIndex..<elements.endIndex, using: &self)]
  }

  mutating func one(of range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
}
