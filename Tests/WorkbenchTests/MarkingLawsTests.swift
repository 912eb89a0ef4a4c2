import Canvas
import Labeling
import Records
import Testing
import Text

@testable import Workbench

/// What holds for every text, hostile ones first.
@Suite("Laws of marking")
struct MarkingLawsTests {
  private static let pieces = [
    "word", "a", "Bob", " ", "  ", "\n", "\r\n", "\t", "世界", "カナ", "한글", "ᄒ\u{1161}\u{11AB}", "é", "e\u{301}", "नि", "กำ",
    "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇩", "❤️", "1️⃣", "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{2067}", "\u{200B}", "\u{E0041}",
    "\u{0}", "\u{1B}[31m", "\u{301}\u{302}\u{303}", "\u{FFFF}", "\u{E000}", "\u{AD}", "שלום", "it's", "well-known",
    "3.14",
    "1,000", "...", ").", "\"", "--", "_x_", "Σ", "ß",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<24, using: &random)).map { _ in
      Int.random(in: 0..<8, using: &random) == 0
        ? Unicode.Scalar(UInt32.random(in: 0..<0x110000, using: &random)).map { String($0) } ?? "x"
        : pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  private static func marking(_ texts: [String], overlap: Bool = true, _ spans: [Span] = []) -> Marking {
    Marking(
      texts.enumerated().map { ShownText(name: "f\($0)", style: .body, text: $1) }, spans: spans,
      allowsOverlap: overlap)
  }

  /// Offsets at which a character begins or the text ends, found by Swift itself.
  private static func borders(_ text: String) -> Set<Int> {
    Set(
      (Array(text.indices) + [text.endIndex]).map {
        text.unicodeScalars.distance(from: text.startIndex, to: $0)
      })
  }

  private static let moves: [@Sendable (inout Marking, inout SeededGenerator) -> Void] = [
    { marking, _ in marking.right() }, { marking, _ in marking.left() }, { marking, _ in marking.extendRight() },
    { marking, _ in marking.extendLeft() }, { marking, _ in marking.toggleUnit() },
    { marking, _ in marking.toggleHold() }, { marking, _ in marking.extendToPunctuation() },
    { marking, _ in _ = marking.goToSame(by: 1) }, { marking, _ in _ = marking.goToSame(by: -1) },
    { marking, _ in marking.goToSpan(by: 1) }, { marking, _ in marking.goToSpan(by: -1) },
    { marking, _ in _ = marking.letGo() }, { marking, _ in _ = try? marking.deleteSpan() },
    { marking, _ in _ = marking.markAll() },
    { marking, random in marking.select("f1", at: ScalarOffset(.random(in: -3..<60, using: &random))) },
    { marking, random in marking.extend(to: ScalarOffset(.random(in: -3..<60, using: &random))) },
    { marking, random in
      let start = Int.random(in: 0..<50, using: &random)
      marking.goToEnd(of: ScalarOffset(start)..<ScalarOffset(start + 9))
    },
    { marking, random in
      let start = Int.random(in: 0..<50, using: &random)
      marking.goToStart(of: ScalarOffset(start)..<ScalarOffset(start + 9))
    },
    { marking, random in
      let start = Int.random(in: 0..<50, using: &random)
      marking.reach("f0", start..<start + Int.random(in: 1..<9, using: &random))
    },
    { marking, random in
      try? marking.mark(LabelID(["person", "place", "org"].randomElement(using: &random) ?? "org"))
    },
  ]

  @Test(
    "Whatever is done, the cursor stands on whole characters and the spans are such as may be stored",
    arguments: [true, false])
  func anything(overlap: Bool) throws {
    var random = SeededGenerator(state: overlap ? 1 : 2)
    let build = Sample.build(
      [Sample.entities(["f0", "f1"], overlap: overlap)], labels: Sample.entityLabels)
    var most = 0
    for _ in 0..<250 {
      let texts = [Self.text(&random), Self.text(&random)]
      let borders = texts.map(Self.borders)
      let row = JSONObject(texts.enumerated().map { ("f\($0)", .string($1)) })
      var marking = Self.marking(texts, overlap: overlap)
      for _ in 0..<60 {
        Self.moves.randomElement(using: &random)?(&marking, &random)
        if Int.random(in: 0..<20, using: &random) == 0 { _ = marking.takeBack() }
        guard let selection = marking.selection else {
          #expect(texts == ["", ""])
          break
        }
        let field = selection.field == "f0" ? 0 : 1
        let (start, end) = (selection.range.lowerBound.rawValue, selection.range.upperBound.rawValue)
        #expect(start < end && borders[field].contains(start) && borders[field].contains(end))
      }
      most = max(most, marking.spans.count)
      let answer = Answer([Sample.entities: .spans(marking.spans)])
      try answer.check(against: row, under: build)
      // Reading it back refuses what is twice there, overlaps where it may not, or is not in order.
      #expect(try Answer(answer.json, under: build, of: row) == answer)
      for span in marking.spans {
        #expect(borders[span.field == "f0" ? 0 : 1].isSuperset(of: [span.start, span.end]))
      }
    }
    #expect(most > 3, "nothing much was marked")
  }

  @Test("Right then left comes back, and so do extending and shrinking", arguments: [Marking.Unit.word, .character])
  func thereAndBack(unit: Marking.Unit) {
    var random = SeededGenerator(state: 3)
    var moves = 0
    for _ in 0..<300 {
      var marking = Self.marking([Self.text(&random), Self.text(&random)])
      if marking.unit != unit { marking.toggleUnit() }
      _ = marking.letGo()
      guard marking.unit == unit, let cursor = marking.cursor,
        marking.texts[cursor.text].pieces(unit).piece(at: cursor.head.lowerBound) == cursor.head
      else { continue }
      for _ in 0..<12 {
        let before = marking
        let isBack = Bool.random(using: &random)
        if isBack { marking.left() } else { marking.right() }
        if marking == before { continue }
        moves += 1
        var back = marking
        if isBack { back.right() } else { back.left() }
        #expect(back.selection == before.selection)
        var extended = [marking]
        for _ in 0..<3 {
          var longer = extended[extended.count - 1]
          longer.extendRight()
          if longer != extended.last { extended.append(longer) }
        }
        var shorter = extended[extended.count - 1]
        for expected in extended.dropLast().reversed() {
          shorter.extendLeft()
          #expect(shorter.selection == expected.selection)
        }
        var other = marking
        other.extendLeft()
        if other != marking {
          other.extendRight()
          #expect(other.selection == marking.selection)
        }
      }
    }
    #expect(moves > 300)
  }

  @Test("Words and characters together cover a text from its start to its end, in order, apart from each other")
  func pieces() {
    var random = SeededGenerator(state: 4)
    for _ in 0..<300 {
      let raw = Self.text(&random)
      let text = MarkableText(field: "f", raw)
      for unit in [Marking.Unit.word, .character] {
        var ranges: [Range<Int>] = []
        while let next = text.pieces(unit).first(endingAfter: ranges.last?.upperBound ?? 0) { ranges.append(next) }
        #expect(ranges.allSatisfy { !$0.isEmpty })
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        if unit == .character {
          #expect(ranges.map { $0.count } == raw.map { $0.unicodeScalars.count })
        } else {
          let gaps = Set(0..<text.length).subtracting(ranges.flatMap(Set.init))
          let scalars = Array(raw.unicodeScalars)
          let isQuiet = gaps.allSatisfy { index in
            let category = scalars[index].properties.generalCategory
            return scalars[index].properties.isWhitespace || category == .format || category == .nonspacingMark
              || category == .enclosingMark || category == .spacingMark
          }
          #expect(isQuiet, "no letter is left out of the words: \(raw.debugDescription)")
        }
      }
    }
  }

  @Test("Marking all marks every place with the same text, and none else")
  func markAll() throws {
    var random = SeededGenerator(state: 5)
    var marked = 0
    for _ in 0..<300 {
      let alphabet = ["ab", "a", "b", " ", "é", "👍🏽", "a\u{301}"]
      let raw = (0..<40).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      var marking = Self.marking([raw])
      marking.toggleUnit()
      let start = Int.random(in: 0..<30, using: &random)
      marking.select("f0", start..<start + Int.random(in: 1..<4, using: &random))
      try marking.mark(LabelID("person"))
      let own = try #require(marking.spans.first)
      let wanted = Array(raw.unicodeScalars)[own.start..<own.end]
      let isWhole = MarkableText(field: "f0", raw).isWholeWords(own.start..<own.end)
      _ = marking.markAll()
      marked += marking.spans.count
      // Found anew, the slow way: places that overlap one found before are none.
      let scalars = Array(raw.unicodeScalars)
      let borders = Self.borders(raw)
      var expected: [Int] = []
      for place in scalars.indices where place + wanted.count <= scalars.count {
        let end = place + wanted.count
        guard scalars[place..<end] == wanted, borders.isSuperset(of: [place, end]) else { continue }
        if isWhole, !MarkableText(field: "f0", raw).isWholeWords(place..<end) { continue }
        if place != own.start, place < own.end, own.start < end { continue }
        if let last = expected.last, last + wanted.count > place { continue }
        expected.append(place)
      }
      #expect(marking.spans.map(\.start) == expected, "\(raw.debugDescription) \(own)")
    }
    #expect(marked > 900)
  }

  @Test("Taking back undoes every change, to the start")
  func takeBack() {
    var random = SeededGenerator(state: 6)
    var changes = 0
    for _ in 0..<200 {
      let start = [Span(field: "f0", start: 0, end: 1, label: LabelID("org"))]
      var marking = Self.marking(["x " + Self.text(&random), Self.text(&random)], start)
      var states = [marking.spans]
      for _ in 0..<40 {
        Self.moves.randomElement(using: &random)?(&marking, &random)
        if marking.spans != states.last { states.append(marking.spans) }
      }
      changes += states.count - 1
      while let last = states.popLast() {
        #expect(marking.spans == last)
        if marking.takeBack() == states.isEmpty { Issue.record("\(states.count) changes are left") }
      }
    }
    #expect(changes > 400)
  }
}
