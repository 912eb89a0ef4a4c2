import Records

/// A small generator whose every run is the same (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

enum Samples {
  static let scalars: [Unicode.Scalar] = [
    "a", "b", "\"", "\\", "/", ",", "\n", "\r", "\t", " ", "\0", "\u{1B}", "\u{7F}", "\u{9B}", "é", "\u{301}", "日",
    "😀", "\u{202E}", "\u{200D}", "\u{FE0F}", "\u{E0041}", "\u{2028}", "\u{FFFF}", "\u{10FFFF}", "0", "1", "\u{FEFF}",
  ]

  static func text(_ random: inout Seeded, length: Int = 8) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &random) {
      text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
    }
    return text
  }

  static let numbers = [
    "0", "-0", "1", "1.0", "10e-1", "-2.50", "1e400", "1E-400", "123456789012345678901234567890", "0.1",
  ]

  static func json(_ random: inout Seeded, depth: Int = 3) throws -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2: try JSONParser.parse(numbers[Int.random(in: 0..<numbers.count, using: &random)])
    case 3: .string(text(&random))
    case 4: .array(try (0..<Int.random(in: 0...3, using: &random)).map { _ in try json(&random, depth: depth - 1) })
    default:
      .object(
        JSONObject(
          try (0..<Int.random(in: 0...20, using: &random)).map { _ in
            (text(&random, length: 3), try json(&random, depth: depth - 2))
          }))
    }
  }
}
