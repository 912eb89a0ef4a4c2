import Canvas
import Labeling
import Text

/// A scale that reads as one: its points on a line where they fit, their titles beside or below. Keys are the values.
///
/// ```
/// none  0 ─── 1 ───[2]─── 3 ─── 4  unbearable
/// ```
struct RatingScale {
  /// A point with the column of its value, counted from the margin.
  private struct Point {
    var label: LabelID
    var value: Displayable
    /// Empty where it says no more than the value.
    var title: Displayable
    var column = 0
  }

  /// Columns to which titles at the ends are cut where there is no room for all of them.
  private static let widestTitle = 24
  /// Columns of a cut title below which it says too little.
  private static let shortestTitle = 8
  /// Columns from one value to the next: what is wanted, and what still shows a line between them. Three are the least.
  private static let steps = [6, 5, 4]

  private var points: [Point]
  /// True where titles stand beside the points; else they stand below.
  private var isOneRow: Bool
  /// Where the last title ends below the points, counted from the margin; nil where it ends with its point.
  private var lastEnd: Int?
  /// The keys of points whose key is not the value.
  private let otherKeys: [(key: Character, value: Displayable)]

  /// Nil where a list of labels says more: the keys are no values, only some points are asked about, or there is no room.
  init?(_ sheet: Sheet, size: Size) {
    guard let question = sheet.question, case .rating = question.kind, sheet.candidates == nil else { return nil }
    let labels = sheet.build.offered[question.id] ?? []
    let shown = sheet.offered
    guard labels.count > 1, labels.count == shown.count else { return nil }
    var points: [Point] = []
    var otherKeys: [(Character, Displayable)] = []
    for (label, shown) in zip(labels, shown) {
      guard let text = label.value?.text, let key = shown.key else { return nil }
      let value = Displayable(text)
      if String(key) != text {
        guard text == "10" else { return nil }
        otherKeys.append((key, value))
      }
      let title = Displayable(label.title).oneLine
      points.append(Point(label: label.id, value: value, title: title.description == text ? "" : title))
    }
    self.points = points
    self.otherKeys = otherKeys
    isOneRow = true
    let room = size.columns - 2 * AnswerLayout.margin(size)
    if placeInOneRow(room) || placeInTwoRows(room) { return }
    // Cut titles at the ends still say what the scale means; between them a list of whole ones says more.
    guard points.dropFirst().dropLast().allSatisfy({ $0.title.width <= Self.widestTitle }) else { return nil }
    for index in points.indices { self.points[index].title = points[index].title.truncated(to: Self.widestTitle) }
    guard placeInOneRow(room) || placeInTwoRows(room) || placeWithCutTitles(room) else { return nil }
  }

  var rows: Int { isOneRow ? 1 : 2 }

  /// With titles at both ends only.
  private mutating func placeInOneRow(_ room: Int) -> Bool {
    isOneRow = true
    let left = points[0].title.width
    let right = points[points.count - 1].title.width
    guard points.dropFirst().dropLast().allSatisfy({ $0.title.isEmpty }) else { return false }
    let start = left == 0 ? 0 : left + 2
    let end = points[points.count - 1].value.width + (right == 0 ? 0 : right + 2)
    guard let step = Self.steps.first(where: { start + $0 * (points.count - 1) + end <= room }) else { return false }
    for index in points.indices { points[index].column = start + step * index }
    return true
  }

  /// With titles below: those of the ends within the scale, the others below the middle of their point.
  private mutating func placeInTwoRows(_ room: Int) -> Bool {
    isOneRow = false
    return (Self.steps + Array(7...max(7, room)) + [3]).contains { step in
      for index in points.indices { points[index].column = step * index }
      let titles = points.indices.filter { !points[$0].title.isEmpty }.map { titleColumns($0) }
      let last = points[points.count - 1]
      return last.column + last.value.width <= room && titles.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= room }
        && zip(titles, titles.dropFirst()).allSatisfy { $0.upperBound + 2 <= $1.lowerBound }
    }
  }

  /// With titles at both ends only, the last one ending at the margin, cut where that is too little: better than points on
  /// several pages.
  private mutating func placeWithCutTitles(_ room: Int) -> Bool {
    let last = points.count - 1
    guard points[1..<last].allSatisfy({ $0.title.isEmpty }),
      let step = [4, 3].first(where: { $0 * last + points[last].value.width <= room })
    else { return false }
    for index in points.indices { points[index].column = step * index }
    isOneRow = false
    lastEnd = room
    let (first, final) = (points[0].title.width, points[last].title.width)
    guard first + 2 + final > room else { return true }
    let half = (room - 2) / 2
    guard half >= Self.shortestTitle else { return false }
    // What one leaves of its half is the other's.
    points[0].title = points[0].title.truncated(to: max(half, room - 2 - final))
    points[last].title = points[last].title.truncated(to: room - 2 - points[0].title.width)
    return true
  }

  /// Where the title of a point stands, counted from the margin.
  private func titleColumns(_ index: Int) -> Range<Int> {
    let point = points[index]
    let isFirst = index == 0
    let isLast = index == points.count - 1
    let start =
      if isOneRow {
        isFirst ? 0 : point.column + point.value.width + 2
      } else if isFirst {
        point.column
      } else if isLast {
        (lastEnd ?? point.column + point.value.width) - point.title.width
      } else {
        point.column - (point.title.width - point.value.width) / 2
      }
    return start..<(start + point.title.width)
  }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    let left = AnswerLayout.margin(frame.size)
    for (index, point) in points.enumerated() {
      let isChosen = sheet.isChosen(point.label)
      let place = Canvas.Point(row: rect.row, column: left + point.column)
      if index + 1 < points.count {
        let end = point.column + point.value.width + 1
        let line = Rect(row: rect.row, column: left + end, rows: 1, columns: points[index + 1].column - 1 - end)
        frame.rule(row: rect.row, within: line.intersection(rect))
      }
      if isChosen {
        // At the ends of a scale the brackets stand in the margins.
        let brackets = Rect(row: rect.row, column: place.column - 1, rows: 1, columns: point.value.width + 2)
        frame.draw(
          "[\(point.value)]", at: brackets.origin, style: Style(.selected, bold: true), within: brackets)
      } else {
        frame.draw(point.value, at: place, style: Style(.key, bold: true), within: rect)
      }
      let title = Canvas.Point(row: rect.row + rows - 1, column: left + titleColumns(index).lowerBound)
      frame.draw(
        point.title, at: title, style: isChosen ? Style(.selected, bold: true) : Style(.dim), within: rect)
    }
  }

  /// The point of the scale that is drawn at a place: its value, with a column on either side, or its title.
  func label(at place: Canvas.Point, in rect: Rect, of size: Size) -> (label: LabelID, key: Character?)? {
    guard rect.contains(place) || place.row == rect.row else { return nil }
    let column = place.column - AnswerLayout.margin(size)
    let point = points.indices.first { index in
      let value = points[index].column - 1...points[index].column + points[index].value.width
      return place.row == rect.row && value.contains(column)
        || place.row == rect.row + rows - 1 && titleColumns(index).contains(column)
    }.map { points[$0] }
    guard let point else { return nil }
    return (point.label, otherKeys.first { $0.value == point.value }?.key ?? point.value.description.first)
  }

  /// How a point is chosen, for the rule above.
  func instruction(isShort: Bool) -> [Run] {
    let ends: Displayable = "\(points[0].value)–\(points[points.count - 1].value)"
    var runs = [Run(ends, .key, bold: true), Run(isShort ? " " : " or ", .dim), Run("← →", .key, bold: true)]
    for (key, value) in otherKeys {
      runs += [Run(" · ", .dim), Run("\(key)", .key, bold: true), Run(" is \(value)", .text)]
    }
    return runs
  }
}
