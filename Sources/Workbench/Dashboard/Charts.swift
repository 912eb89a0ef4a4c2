import Canvas
import Text

/// The characters that a terminal can draw charts with.
public enum ChartInk: Hashable, Sendable {
  /// Eighths of blocks, and braille.
  case fine
  /// ASCII, for consoles whose font has neither.
  case ascii
}

/// Figures as upright bars, one a column.
struct BarChart: Hashable, Sendable {
  private static let eighths: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The rows from the top, each as wide as there are values. A value above zero is never drawn as nothing, and the
  /// highest fills its column.
  static func rows(_ values: [Int], height: Int, ink: ChartInk) -> [String] {
    guard height > 0 else { return [] }
    let highest = max(1, values.max() ?? 1)
    let steps = ink == .fine ? 8 : 1
    let levels = values.map { value in
      value <= 0 ? 0 : max(1, Int((Double(value) / Double(highest) * Double(height * steps)).rounded()))
    }
    return (0..<height).map { row in
      let floor = (height - 1 - row) * steps
      return String(
        levels.map { level -> Character in
          let part = min(level - floor, steps)
          if part <= 0 { return row == height - 1 ? (ink == .fine ? "·" : ".") : " " }
          return ink == .fine ? eighths[part - 1] : "#"
        })
    }
  }
}

/// Figures as a line, with braille's two by four dots a cell (Unicode 2800–28FF).
struct LineChart: Hashable, Sendable {
  /// Dots by column and row of a cell, as the standard numbers them.
  private static let dots: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  /// How many values a row of so many columns shows.
  static func places(columns: Int, ink: ChartInk) -> Int { ink == .fine ? columns * 2 : columns }

  /// The rows from the top. Neighbouring values are joined.
  ///
  /// - Parameter values: at most `places` of them; from 0, which is the lowest row.
  static func rows(_ values: [Int], height: Int, columns: Int, ink: ChartInk) -> [String] {
    guard height > 0, columns > 0 else { return [] }
    let steps = ink == .fine ? 4 : 1
    let most = height * steps - 1
    let highest = max(1, values.max() ?? 1)
    let levels = values.prefix(places(columns: columns, ink: ink)).map { value in
      Int((Double(max(0, value)) / Double(highest) * Double(most)).rounded())
    }
    var cells = Array(repeating: Array(repeating: UInt32(0), count: columns), count: height)
    for (place, level) in levels.enumerated() {
      let before = place > 0 ? levels[place - 1] : level
      let column = ink == .fine ? place / 2 : place
      // Down to the value before, and not onto it: the line stays thin.
      let lowest = level > before ? before + 1 : level
      let highest = level < before ? before - 1 : level
      for dot in lowest...max(lowest, highest) {
        let row = (most - dot) / steps
        cells[row][column] |= ink == .fine ? dots[place % 2][(most - dot) % 4] : 1
      }
    }
    return cells.map { row in
      String(
        row.map { cell -> Character in
          switch ink {
          case .fine: cell == 0 ? " " : Unicode.Scalar(0x2800 + cell).map { Character($0) } ?? " "
          case .ascii: cell == 0 ? " " : "*"
          }
        })
    }
  }
}

extension ChartInk {
  /// A bar on its side for a share, rounded so that only all of it is full and only nothing is empty.
  func bar(_ share: Double, columns: Int) -> (full: String, empty: String) {
    guard columns > 0 else { return ("", "") }
    let share = min(max(share, 0), 1)
    switch self {
    case .ascii:
      let full = share > 0 ? max(1, Int(share * Double(columns))) : 0
      return (String(repeating: "#", count: full), String(repeating: "-", count: columns - full))
    case .fine:
      let eighths = share > 0 ? max(1, Int(share * Double(columns * 8))) : 0
      let rest = eighths % 8
      let part = rest > 0 ? String(Self.parts[rest - 1]) : ""
      let full = String(repeating: "█", count: eighths / 8) + part
      return (full, String(repeating: " ", count: columns - full.count))
    }
  }

  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
