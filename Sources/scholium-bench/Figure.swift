import Records

/// A measured figure beside its goal: one row of the table.
struct Figure {
  enum Unit: String {
    case ratio = "x"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case mebibytes = "MiB"
    case perSecond = "/s"
    case bytes = "bytes"
    case count = ""
  }

  enum Goal {
    case atLeast(Double)
    case atMost(Double)
    /// Shown beside the others: what a ratio was made of.
    case shown
  }

  let name: String
  let value: Double
  let unit: Unit
  let goal: Goal

  init(_ name: String, _ value: Double, _ unit: Unit = .ratio, _ goal: Goal = .shown) {
    self.name = name
    self.value = value
    self.unit = unit
    self.goal = goal
  }

  /// False too for a figure that could not be reckoned.
  var holds: Bool {
    switch goal {
    case .atLeast(let least): value >= least
    case .atMost(let most): value <= most
    case .shown: true
    }
  }

  /// - Parameter earlier: what it was when somebody kept it.
  func text(earlier: Double?) -> String {
    let cells = [
      name.padded(to: 66), measured(value).padded(to: -12),
      earlier.map { "  (was \(measured($0))\(isWorse(than: $0) ? ", WORSE" : ""))" } ?? "",
      goalText.map { "  \($0)\(holds ? "" : "  MISSED")" } ?? "",
    ]
    return "  " + cells.joined()
  }

  /// True for a figure with a goal that went the wrong way by a fifth.
  private func isWorse(than earlier: Double) -> Bool {
    switch goal {
    case .atLeast: value < earlier / 1.2
    case .atMost: value > earlier * 1.2
    case .shown: false
    }
  }

  var json: JSON {
    [
      "name": .string(name), "value": PairedRatio.figure(value), "unit": .string(unit.rawValue),
      "goal": goalText.map { .string($0) } ?? .null, "holds": .bool(holds),
    ]
  }

  private var goalText: String? {
    switch goal {
    case .atLeast(let least): "at least \(measured(least))"
    case .atMost(let most): "at most \(measured(most))"
    case .shown: nil
    }
  }

  private func measured(_ value: Double) -> String {
    let number = JSONNumber(value, significantDigits: 3)?.text ?? "-"
    switch unit {
    case .ratio, .perSecond: return number + unit.rawValue
    case .count: return number
    case .microseconds, .milliseconds, .seconds, .mebibytes, .bytes: return "\(number) \(unit.rawValue)"
    }
  }
}

extension Figure {
  /// Peak memory with ten times as much to do.
  ///
  /// - Parameter work: what was done, where a table tells of more than one.
  static func growth(of work: String? = nil, from small: MeasuredRun, to large: MeasuredRun) -> [Figure] {
    let name = work.map { "\($0): " } ?? ""
    return [
      Figure(
        "\(name)peak memory of that at a tenth", Double(large.peakMemory) / Double(small.peakMemory), .ratio,
        .atMost(1.1)),
      Figure("\(name)peak memory", Double(large.peakMemory) / 1024, .mebibytes),
    ]
  }
}

extension String {
  /// - Parameter width: columns; below zero for text that stands at the right end.
  fileprivate func padded(to width: Int) -> String {
    let gap = String(repeating: " ", count: max(0, abs(width) - count))
    return width < 0 ? gap + self : self + gap
  }
}
