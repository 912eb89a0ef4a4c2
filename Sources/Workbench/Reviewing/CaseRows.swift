import Canvas
import Consensus
import Labeling
import Text

/// What a table of statements says, in words, before it is laid out.
struct CaseRows {
  struct Row {
    var who: Displayable
    var versions: Displayable
    var said: Displayable
    /// What it says under the case's build, with its sign; empty where that is the same.
    var here: Displayable
    var hereRole: Role
    var took: Displayable
    var when: Displayable
    /// Words that are asked for, in full, with where they differ.
    var body: [Run]
    /// What is to be known of it besides.
    var notes: [Run]
    var isDim: Bool
    var isDecision: Bool
  }

  let statements: [Row]
  /// What most say.
  let verdict: [Run]
  /// How many say what, and who.
  let counts: [[Run]]

  init(_ shown: ReviewedCase, _ question: Question, hidesNames: Bool, utcOffset: Int) {
    let first = Self.text(of: shown.statements.first { $0.isHeard }, question)
    statements = shown.statements.map { statement in
      let crossing = shown.crossing(statement, of: question)
      let letter = shown.letter(of: statement.person)
      let name = Displayable(statement.name).oneLine
      var said = shown.said(statement, to: question)
      var body: [Run] = []
      if case .text = question.kind, let text = Self.text(of: statement, question) {
        body = Self.words(of: text, comparedWith: statement.isHeard ? first : nil)
        said = ""
      }
      return Row(
        who: hidesNames ? letter : "\(letter) \(name)",
        versions: "\(statement.build.ui.version)/\(statement.build.taxonomy.version)", said: said,
        here: crossing.map { "\($0.sign) \($0.words)" } ?? "", hereRole: crossing?.sign == "=" ? .text : .warning,
        took: statement.activeMilliseconds.map(Self.duration) ?? "–",
        when: Self.moment(statement, utcOffset: utcOffset), body: body,
        notes: Self.notes(statement, shown, question),
        isDim: statement.isSuperseded || statement.isStale,
        isDecision: statement.isDecision && statement.response == shown.decision)
    }
    let tally = CaseTally(shown, question)
    verdict = tally.verdict
    counts = tally.counts
  }

  private static func text(of statement: ReviewedCase.Statement?, _ question: Question) -> Displayable? {
    guard case .text(let text)? = statement?.answer?[question.id] else { return nil }
    return Displayable(String(String.UnicodeScalarView(text.unicodeScalars.prefix(2000)))).oneLine
  }

  /// Words, with those emphasised that another text has not.
  private static func words(of text: Displayable, comparedWith other: Displayable?) -> [Run] {
    let differing = other.map { WordDifference($0, text).right } ?? []
    var end = 0
    return WordDifference.words(of: text).map { word in
      let isDifferent = differing.contains { $0.overlaps(word.range) }
      let gap: Displayable = word.range.lowerBound > end ? " " : ""
      end = word.range.upperBound
      return Run(
        "\(gap)\(Displayable(word.text))", style: isDifferent ? Style(.differ, bold: true, underline: true) : .text)
    }
  }

  private static func notes(
    _ statement: ReviewedCase.Statement, _ shown: ReviewedCase, _ question: Question
  ) -> [Run] {
    var notes: [Run] = []
    func add(_ words: Displayable, _ role: Role = .dim) {
      if !notes.isEmpty { notes.append(Run(" · ", .dim)) }
      notes.append(Run(words, role))
    }
    if statement.isDecision { add(statement.response == shown.decision ? "decision that stands" : "decision") }
    if statement.isSuperseded { add("superseded") }
    if statement.isStale { add("about an older content of the example") }
    if statement.settles != nil {
      if statement.contradicts.contains(question.id) {
        add("! contradicts the own answer that it settles", .warning)
      } else {
        add("settles the own answer")
      }
    }
    if statement.isSwapped, case .pairwise = question.kind { add("saw the sides the other way round") }
    if let comment = statement.comment, !comment.isEmpty {
      let words = String(String.UnicodeScalarView(comment.unicodeScalars.prefix(400)))
      add("“\(Displayable(words).oneLine)”", .text)
    }
    return notes
  }

  private static func duration(_ milliseconds: Int) -> Displayable {
    let seconds = max(0, milliseconds) / 1000
    return seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min"
  }

  private static func moment(_ statement: ReviewedCase.Statement, utcOffset: Int) -> Displayable {
    let text = statement.at.advanced(bySeconds: Double(utcOffset)).description
    return Displayable("\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))")
  }
}
