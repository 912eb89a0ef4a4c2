/// How a file changes, as diff(1) would show it with all lines around.
enum LineDiff {
  static func unified(from before: String?, to after: String?, path: String) -> [String] {
    let old = lines(before)
    let new = lines(after)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var shown = [
      "--- \(before == nil ? "/dev/null" : path)", "+++ \(after == nil ? "/dev/null" : path)",
      "@@ -\(range(old)) +\(range(new)) @@",
    ]
    var place = 0
    for (index, line) in old.enumerated() {
      if removed.contains(index) {
        shown.append("-\(line)")
        continue
      }
      while inserted.contains(place) {
        shown.append("+\(new[place])")
        place += 1
      }
      shown.append(" \(line)")
      place += 1
    }
    return shown + new[place...].map { "+\($0)" }
  }

  private static func lines(_ text: String?) -> [Substring] {
    guard let text, !text.isEmpty else { return [] }
    return (text.hasSuffix("\n") ? text.dropLast() : text[...]).split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func range(_ lines: [Substring]) -> String { lines.isEmpty ? "0,0" : "1,\(lines.count)" }
}
