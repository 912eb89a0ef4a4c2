import Canvas
import Consensus
import Labeling
import Text

/// What people's answers to a question come to, with who says what.
struct CaseTally {
  let verdict: [Run]
  let counts: [[Run]]

  private let shown: ReviewedCase
  private let question: Question

  init(_ shown: ReviewedCase, _ question: Question) {
    self.shown = shown
    self.question = question
    guard let verdict = shown.verdicts[question.id] else {
      (self.verdict, counts) = ([], [])
      return
    }
    self.verdict = Self.words(of: verdict, shown, question)
    counts = Self.counts(of: verdict, shown, question)
  }

  private static func words(of verdict: Verdict, _ shown: ReviewedCase, _ question: Question) -> [Run] {
    var runs = [Run("Most say: ", .dim)]
    if let value = verdict.value {
      let answer = ReviewedCase.words(of: value, under: question, shown.build).truncated(to: 60)
      runs.append(Run(answer, .text, bold: true))
      if let share = share(behind: value, verdict) { runs.append(Run(", \(share)", .dim)) }
      return runs
    }
    if let leaning = verdict.leaning {
      if let value = leaning.value {
        let most = ReviewedCase.words(of: value, under: question, shown.build).truncated(to: 60)
        runs += [Run(most, .text, bold: true), Run(" · ", .dim)]
      } else {
        runs.append(Run("disputed: ", .warning, bold: true))
      }
      return runs + [Run("\(leaning.tied) tied", .warning, bold: true)]
    }
    let candidates = verdict.candidates.map(shown.title(of: question)).joined(separator: " or ")
    let word: Displayable =
      switch verdict.status {
      case .settled: "settled"
      case .partial: "open in part"
      case .ambiguous: "ambiguous"
      case .disputed: "disputed"
      case .void: "void, no usable answer"
      case .unlabeled: "no answers"
      }
    runs.append(Run(candidates.isEmpty ? word : "\(word): \(candidates)", .warning, bold: true))
    return runs
  }

  /// How many stand behind a value. Marks are voted on one by one, and what is told is the least that any of them has.
  private static func share(behind value: AnswerValue, _ verdict: Verdict) -> Displayable? {
    guard let confidence = verdict.confidence else { return nil }
    let percent: Displayable = "\(Int((confidence * 100).rounded())) %"
    let marks: Int
    switch value {
    case .spans(let spans): marks = spans.count
    case .labels(let labels): marks = labels.count
    case .label, .rating, .side, .text: return "\(percent) of the usable answers"
    }
    if confidence == 1 { return "by all" }
    return marks > 1 ? "each by \(percent) or more" : "by \(percent) or more"
  }

  private static func counts(of verdict: Verdict, _ shown: ReviewedCase, _ question: Question) -> [[Run]] {
    let title = shown.title(of: question)
    switch verdict.support {
    case .votes(let votes):
      return votes.sorted { $0.count > $1.count }.map { vote in
        let who = letters(shown, question) { content in
          if case .candidates(let labels) = content { labels == [vote.label] } else { false }
        }
        return [Run("\(vote.count)  ", .heading, bold: true), Run(title(vote.label), .text), Run("   \(who)", .dim)]
      }
    case .marks(let marks):
      // What is disputed first; labels that nobody set say nothing.
      let told = marks.filter { $0.yes > 0 || $0.unknown > 0 }
      let width = told.map { title($0.label).width }.max() ?? 0
      return (told.filter(\.isDisputed) + told.filter { !$0.isDisputed }).map { mark in
        let (yes, no) = (
          who(shown, question) { $0.yes.contains(mark.label) }, who(shown, question) { $0.no.contains(mark.label) }
        )
        var runs = [
          Run(mark.isDisputed ? "≠ " : "= ", mark.isDisputed ? .differ : .agree, bold: mark.isDisputed),
          Run(title(mark.label).padded(to: width), .text), Run("   yes \(mark.yes)", .text), Run(" \(yes)", .dim),
          Run("   no \(mark.no)", .text), Run(" \(no)", .dim),
        ]
        if mark.unknown > 0 { runs.append(Run("   unknown \(mark.unknown)", .warning)) }
        return runs
      }
    case .spans:
      let groups = SpanGroups(shown, question)
      let same = groups.groups.count { $0.isUnanimous }
      let differing: Displayable =
        groups.differences.count == 1 ? "1 place differs" : "\(groups.differences.count) places differ"
      return [
        [
          Run("\(same)", .heading, bold: true),
          Run(same == 1 ? " span as all marked it, " : " spans as all marked them, ", .dim),
          Run(differing, groups.differences.isEmpty ? .dim : .warning),
        ]
      ]
    case .texts(let votes):
      return votes.count < 2
        ? [] : [[Run("\(votes.count)", .heading, bold: true), Run(" different texts", .dim)]]
    }
  }

  private static func who(
    _ shown: ReviewedCase, _ question: Question, _ says: (Marks) -> Bool
  ) -> Displayable {
    letters(shown, question) { if case .marks(let marks) = $0 { says(marks) } else { false } }
  }

  /// The letters of those whose answers say something, each once.
  private static func letters(
    _ shown: ReviewedCase, _ question: Question, _ says: (QuestionReading.Content) -> Bool
  ) -> Displayable {
    let people = Set(
      shown.statements.filter { $0.isHeard && $0.reading.map { says($0[question.id].content) } == true }
        .map(\.person))
    return shown.people.filter(people.contains).map { shown.letter(of: $0) }.joined(separator: " ")
  }
}

extension Support.Marks {
  fileprivate var isDisputed: Bool { yes > 0 && no > 0 || unknown > 0 }
}
