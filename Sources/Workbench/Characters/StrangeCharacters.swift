import Canvas
import Labeling
import Text

/// The code points of what is strange in a text: what is shown by a substitute, joined with what stands before it, or
/// looks like a plain space and is none.
struct StrangeCharacters {
  /// Scalars of one text that are looked at: those that are shown.
  private static let limit = Passage.limit
  /// Kinds of strange characters that are listed for one text, places that are named of each, and scalars of a sequence
  /// or a selection.
  private static let (kindLimit, placeLimit, scalarLimit) = (60, 5, 60)
  /// Glyphs that are shown on either side.
  private static let context = 8

  /// The same characters in one text, however often they are there.
  private struct Group {
    let what: Strangeness
    let scalars: [Unicode.Scalar]
    /// Where the first ones begin.
    var places: [Int]
    var count = 1
    /// The first one with what stands around it.
    let surroundings: [Unicode.Scalar]
    /// Where it stands in them.
    let range: Range<Int>
  }

  /// For the screen.
  let passages: [Passage]

  /// - Parameter selection: listed first, whatever it is.
  init(_ fields: [ShownText], selection: Marking.Selection?) {
    let selected = selection.map { Self.selected($0, in: fields) } ?? []
    let strange = fields.flatMap(Self.section)
    let nothing = Passage(kind: .notice, text: "Nothing strange in this text.")
    passages = selected + (strange.isEmpty ? [nothing] : strange)
  }

  private static func heading(_ text: Displayable, beside: Displayable? = nil) -> Passage {
    Passage(kind: .heading(beside: beside), text: text)
  }

  private static func selected(_ selection: Marking.Selection, in fields: [ShownText]) -> [Passage] {
    guard let field = fields.first(where: { $0.name == selection.field }), let text = field.text else { return [] }
    let (start, end) = (selection.range.lowerBound.rawValue, selection.range.upperBound.rawValue)
    let scalars = Array(text.unicodeScalars.prefix(end).dropFirst(start))
    var lines = scalars.prefix(scalarLimit).enumerated().flatMap { index, scalar in
      [line(scalar), below("at \(start + index) · \(scalar.properties.generalCategory.words)")]
    }
    if scalars.count > scalarLimit {
      lines.append(Passage(kind: .notice, text: "… and \(scalars.count - scalarLimit) more"))
    }
    guard !lines.isEmpty else { return [] }
    let beside: Displayable = "\(Displayable(field.caption).oneLine) \(start)–\(end)"
    return [heading("Selected", beside: beside)] + lines
  }

  private static func section(_ field: ShownText) -> [Passage] {
    let scalars = Array((field.text ?? "").unicodeScalars.prefix(limit))
    let groups = groups(in: scalars)
    guard !groups.isEmpty else { return [] }
    let caption = Displayable(field.caption).oneLine
    let count = groups.reduce(0) { $0 + $1.count }
    var passages = [
      heading("Strange characters in \(caption)", beside: count == 1 ? "1 place" : "\(count) places")
    ]
    passages += groups.prefix(kindLimit).flatMap(lines)
    if groups.count > kindLimit {
      passages.append(Passage(kind: .notice, text: "… and \(groups.count - kindLimit) more kinds"))
    }
    return passages
  }

  /// Strangest first, then in the order of the text.
  private static func groups(in scalars: [Unicode.Scalar]) -> [Group] {
    var groups: [Group] = []
    var known: [[Unicode.Scalar]: Int] = [:]
    let clusters = clusters(of: scalars)
    for (place, cluster) in clusters.enumerated() {
      let content = Array(scalars[cluster.range])
      guard let what = Strangeness(content, isSubstitute: cluster.isSubstitute) else { continue }
      if let index = known[content] {
        groups[index].count += 1
        if groups[index].places.count < placeLimit { groups[index].places.append(cluster.range.lowerBound) }
      } else {
        known[content] = groups.count
        let around = clusters[max(0, place - context)..<min(clusters.count, place + context + 1)]
        let range = (around.first ?? cluster).range.lowerBound..<(around.last ?? cluster).range.upperBound
        groups.append(
          Group(
            what: what, scalars: content, places: [cluster.range.lowerBound],
            surroundings: Array(scalars[range].prefix(scalarLimit)),
            range: cluster.range.lowerBound - range.lowerBound..<cluster.range.upperBound - range.lowerBound))
      }
    }
    return groups.enumerated().sorted { ($0.element.what, $0.offset) < ($1.element.what, $1.offset) }.map(\.element)
  }

  /// What each glyph stands for, as the screen shows the text. A line break belongs to none.
  private static func clusters(of scalars: [Unicode.Scalar]) -> [(range: Range<Int>, isSubstitute: Bool)] {
    var clusters: [(range: Range<Int>, isSubstitute: Bool)] = []
    for line in Wrapping.lines(of: Displayable(String(scalars[...])), width: .max) {
      var end = line.range.upperBound.rawValue
      if end > line.range.lowerBound.rawValue, scalars[end - 1] == "\n" { end -= 1 }
      if end > line.range.lowerBound.rawValue, end < scalars.count, scalars[end - 1] == "\r" { end -= 1 }
      for glyph in line.glyphs.reversed() where glyph.source.rawValue < end {
        clusters.append((glyph.source.rawValue..<end, glyph.isSubstitute))
        end = glyph.source.rawValue
      }
    }
    return clusters.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

// Lines.
extension StrangeCharacters {
  private static let indent: Displayable = "         "

  private static func lines(of group: Group) -> [Passage] {
    let left = group.scalars.count - scalarLimit
    var names = group.scalars.prefix(scalarLimit).map(line)
    if group.count > 1 { names[0].text += "  ×\(group.count)" }
    if left > 0 { names.append(below("… and \(left) more")) }
    let more: Displayable = group.count > group.places.count ? ", …" : ""
    let places = group.places.map { "\($0)" as Displayable }.joined(separator: ", ")
    let kind = group.scalars.count == 1 ? group.scalars[0].properties.generalCategory.words : group.what.name
    return names + [below("at \(places)\(more) · \(kind)"), quotation(of: group)]
  }

  /// What stands around the first one, which is bold; a tab is shown as more than space.
  private static func quotation(of group: Group) -> Passage {
    let (before, after) = ("in '", "'")
    let around = String(group.surroundings.map { $0 == "\t" ? "\u{21E5}" : $0 }[...])
    let start = before.unicodeScalars.count + group.range.lowerBound
    return below(
      Displayable("\(before)\(around)\(after)").oneLine,
      stretches: [
        Typeset.Stretch(end: ScalarOffset(start), style: .text),
        Typeset.Stretch(end: ScalarOffset(start + group.range.count), style: Style(.text, bold: true)),
      ])
  }

  /// A line below a code point; where it is broken, it goes on below itself.
  private static func below(_ text: Displayable, stretches: [Typeset.Stretch] = []) -> Passage {
    let set = Typeset(first: indent, others: indent, stretches: stretches, isApart: false)
    return Passage(kind: .set(set), text: text)
  }

  /// For instance `U+200D   ZERO WIDTH JOINER`.
  private static func line(_ scalar: Unicode.Scalar) -> Passage {
    let number = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    let name = scalar.properties.nameAlias ?? scalar.properties.name ?? ControlName.of(scalar) ?? "(no name)"
    let set = Typeset(first: Displayable(code).padded(to: indent.width), others: indent, isApart: false)
    return Passage(kind: .set(set), text: "\(name)")
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
