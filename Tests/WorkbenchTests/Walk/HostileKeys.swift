import Canvas

@testable import Workbench

/// Keys, pastes and the mouse, more of those that lead somewhere.
enum HostileKeys {
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backtab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .shiftLeft, .shiftRight, .shiftUp, .shiftDown, .altEnter, .function(1), .unknown(9), .paste("1\n\n2\ns\n"),
      .paste("\u{1B}[31m\u{202E}"), .paste(""), .control("l"), .control("w"), .control("a"), .control("o"),
      .control("u"),
      .control("k"), .control("y"), .control("_"), .control("n"), .control("p"), .control("z"), .control("f"),
    ]
    + "sfcgnpobltmxdu".map { .alt($0) }
    + "123456789abcdefghijklmnoprstuvwxyz?/ .;[]{}<>*SFGLTM灯👍'\\".map { .character($0) }

  static func key(for state: WorkbenchState, _ random: inout SeededGenerator) -> Key {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<30:
      guard let page = state.shortcuts.map({ random.one(of: $0.pages) }), !page.isEmpty,
        let key = random.one(of: page).key
      else { return .enter }
      return .character(key)
    case 30..<52: return .enter
    case 52..<57: return .escape
    case 57: return .paste(HostileTexts.text(&random))
    case 58 where random.once(in: 20): return .paste(random.one(of: HostileTexts.long))
    case 59 where random.once(in: 10): return .character("q")
    case 60 where random.once(in: 20): return .control("c")
    default: return random.one(of: keys)
    }
  }

  static func pointer(for size: Size, _ random: inout SeededGenerator) -> Pointer {
    let point = Point(
      row: .random(in: -2...size.rows + 2, using: &random), column: .random(in: -2...size.columns + 2, using: &random))
    return switch Int.random(in: 0..<8, using: &random) {
    case 0, 1, 2: .press(point)
    case 3, 4: .drag(point)
    case 5: .release(point)
    default: .wheel(lines: random.one(of: [-1, 1, -3, 3, -100_000, 100_000]), at: point)
    }
  }

  static func size(_ random: inout SeededGenerator) -> Size {
    if random.once(in: 5) {
      return Size(columns: .random(in: 0..<250, using: &random), rows: .random(in: 0..<80, using: &random))
    }
    let (columns, rows) = random.one(of: [(80, 24), (40, 12), (120, 40), (200, 60), (79, 23), (100, 24)])
    return Size(columns: columns, rows: rows)
  }
}
