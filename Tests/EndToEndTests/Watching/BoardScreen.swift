/// What stands in the tables of a dashboard on a screen.
struct BoardScreen {
  let rows: [String]

  /// The figure of a row under a heading of a panel.
  ///
  /// - Parameters:
  ///   - row: what the row begins with, as the first one below the panel's title that has it.
  func figure(_ heading: String, of row: String, in panel: String) -> Int? {
    guard let titles = rows.firstIndex(where: { $0.contains("\(panel)  ") }),
      let start = rows[titles].firstRange(of: "\(panel)  "),
      let end = rows[titles][start.upperBound...].firstRange(of: heading)
    else { return nil }
    let column = rows[titles].distance(from: rows[titles].startIndex, to: end.upperBound)
    guard let found = rows[(titles + 1)...].first(where: { $0.contains(row) }) else { return nil }
    return found.prefix(column).split(separator: " ").last.flatMap { Int($0) }
  }

  /// The answers of the last hour, as the title of the throughput tells them.
  var answers: Int? {
    for row in rows {
      let words = row.split(separator: " ")
      guard let last = words.indices.first(where: { words[$0...].starts(with: ["in", "the", "last", "hour"]) }),
        last > 1
      else { continue }
      return Int(words[last - 2])
    }
    return nil
  }
}
