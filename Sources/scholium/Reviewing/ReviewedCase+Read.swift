import Labeling
import Operations
import Queue
import Text
import Workbench

extension ReviewedCase {
  /// Makes a case ready for the screen.
  init(_ read: ReviewCase) {
    self.init(
      example: read.example, channel: read.channel, fields: ShownText.fields(of: read.data, under: read.build),
      build: read.build, statements: read.statements.compactMap(Statement.init), verdicts: read.verdicts,
      decision: read.decision?.response, bar: read.bar.map(Self.words))
  }

  private static func words(of bar: ReviewCase.Bar) -> Displayable {
    switch bar {
    case .answeredThemselves: "you answered this example yourself, so another reviewer decides it."
    case .noScreen(let ui):
      "you saw this example on ui \(ui), which does not go with the labels of today: another reviewer decides it."
    }
  }
}

extension ReviewedCase.Statement {
  /// Nil for an answer that cannot be read.
  init?(_ read: ReviewCase.Statement) {
    let what: What
    switch (read.status, read.answer) {
    case (.adjudicated, let answer?): what = .decision(answer)
    case (.skipped, _): what = .skip
    case (.flagged, _): what = .flag
    case (_, let answer?): what = .answer(answer)
    case (_, nil): return nil
    }
    self.init(
      response: read.response, person: read.person, name: read.annotator, what: what, build: read.build,
      reading: read.reading, comment: read.comment, at: read.at, activeMilliseconds: read.durationMilliseconds,
      isSuperseded: read.isSuperseded, settles: read.settles, contradicts: read.contradicts, isStale: read.isStale,
      isSwapped: read.isSwapped)
  }
}
