import Labeling
import Text

/// The answers of several people to a `spans` drawn over one text: each stretch once, with who marked it as what.
struct SpanGroups {
  /// A stretch that somebody marked.
  struct Group: Hashable, Sendable {
    var field: String
    var range: Range<ScalarOffset>
    var label: LabelID
    /// Who marked it so, by their places among the people.
    var by: [Int]
    /// Everybody who answered did.
    var isUnanimous: Bool
  }

  /// A stretch of text that not all mark alike: marks that touch each other are one difference.
  struct Difference: Hashable, Sendable {
    var field: String
    var range: Range<ScalarOffset>
    var groups: [Group]
  }

  /// By field, start and end.
  let groups: [Group]
  let differences: [Difference]
  /// Who answered, by their places among the people.
  let heard: [Int]

  init(_ shown: ReviewedCase, _ question: Question) {
    let people = shown.people
    var marks: [Span: Set<Int>] = [:]
    var heard: Set<Int> = []
    for statement in shown.statements where statement.isHeard {
      guard let place = people.firstIndex(of: statement.person),
        case .spans(let reading)? = statement.reading?[question.id].content
      else { continue }
      heard.insert(place)
      for span in reading.spans where span.start < span.end {
        // Of what may be several things each is shown: who marked it decides nothing more.
        for label in span.candidates {
          marks[Span(field: span.field, start: span.start, end: span.end, label: label), default: []].insert(place)
        }
      }
    }
    self.heard = heard.sorted()
    let fields = shown.fields.map(\.name)
    groups = marks.map { span, by in
      Group(
        field: span.field, range: ScalarOffset(span.start)..<ScalarOffset(span.end), label: span.label,
        by: by.sorted(), isUnanimous: by == heard)
    }.sorted { left, right in
      let places = (fields.firstIndex(of: left.field) ?? 0, fields.firstIndex(of: right.field) ?? 0)
      return (places.0, left.range.lowerBound, left.range.upperBound, left.label.rawValue)
        < (places.1, right.range.lowerBound, right.range.upperBound, right.label.rawValue)
    }
    var differences: [Difference] = []
    for group in groups where !group.isUnanimous {
      if var last = differences.last, last.field == group.field, group.range.lowerBound < last.range.upperBound {
        last.range = last.range.lowerBound..<max(last.range.upperBound, group.range.upperBound)
        last.groups.append(group)
        differences[differences.count - 1] = last
      } else {
        differences.append(Difference(field: group.field, range: group.range, groups: [group]))
      }
    }
    self.differences = differences
  }

  /// The same to be drawn below the lines of the text.
  var marks: TextMarks { TextMarks(groups.map { ($0.field, Self.mark($0)) }) }

  private static func mark(_ group: Group) -> TextMarks.Mark {
    TextMarks.Mark(
      range: group.range,
      kind: TextMarks.Mark.Kind(
        meaning: .said(group.label, by: group.by, isUnanimous: group.isUnanimous), question: 0))
  }

  /// Marks go by the letters of people, and by 'all' where all agree.
  func names(_ shown: ReviewedCase, _ question: Question) -> MarkNames {
    let title = shown.title(of: question)
    return MarkNames(
      Dictionary(
        groups.map { group in
          (
            Self.mark(group).kind,
            MarkNames.Name(
              key: group.isUnanimous ? "all" : letters(group.by, shown), title: title(group.label),
              role: group.isUnanimous ? .span : .warning)
          )
        }, uniquingKeysWith: { first, _ in first }))
  }

  /// Who marked a different stretch as what, in words.
  func words(of difference: Difference, _ shown: ReviewedCase, _ question: Question) -> Displayable {
    let title = shown.title(of: question)
    let texts = Dictionary(
      shown.fields.map { ($0.name, $0.text ?? "") }, uniquingKeysWith: { first, _ in first })
    var parts: [Displayable] = difference.groups.map { group in
      let scalars = (texts[group.field] ?? "").unicodeScalars.dropFirst(group.range.lowerBound.rawValue)
      let text = Displayable(String(String.UnicodeScalarView(scalars.prefix(min(60, group.range.count))))).oneLine
      return "\(letters(group.by, shown, " ")): “\(text.truncated(to: 24))” \(title(group.label))"
    }
    let silent = heard.filter { place in !difference.groups.contains { $0.by.contains(place) } }
    if !silent.isEmpty { parts.append("\(letters(silent, shown, " ")): nothing") }
    return parts.joined(separator: " · ")
  }

  private func letters(_ places: [Int], _ shown: ReviewedCase, _ separator: Displayable = "") -> Displayable {
    let people = shown.people
    return places.filter(people.indices.contains).map { shown.letter(of: people[$0]) }.joined(separator: separator)
  }
}
