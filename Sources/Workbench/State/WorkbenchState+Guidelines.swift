import Canvas
import Labeling
import Text

// The guidelines: on a screen of their own, and beside the example.
extension WorkbenchState {
  /// Opens them at the label in hand, else where they were left.
  mutating func openGuidelines() {
    guard let sheet else { return }
    var guide = guide(of: sheet.build)
    _ = guide.take(sheet.labelInHand, of: sheet.build)
    let width = AnswerLayout.readingWidth(size)
    var reading = guide.left ?? Reading(guide.guidelines.passages, width: width)
    reading.resize(width: width)
    notice = nil
    if let section = guide.section { reading.show(passages: section, height: ReadingLayout(self).text.rows) }
    self.guide = guide
    overlays.append(.guidelines(reading))
  }

  /// Keeps their place.
  mutating func closeGuidelines() {
    if case .guidelines(let reading) = overlay { guide?.left = reading }
  }

  mutating func toggleBeside() {
    wantsGuidelinesBeside.toggle()
    guard !wantsGuidelinesBeside else { return }
    notice = .hint("\(keymap.title(of: .beside, besides: shortcuts)) brings the guidelines back.")
  }

  /// Lets what stands beside the example follow the build, the screen and the label in hand.
  mutating func keepGuidelines() {
    guard let sheet, !isTooSmall else { return }
    keepTextWidths()
    guard isBeside(sheet.build) else {
      if guide?.beside != nil { guide?.beside = nil }
      return
    }
    let hand = sheet.labelInHand
    let width = BesideLayout.columns(size, compares: sheet.build.compares)
    if let guide, guide.build == sheet.build.id, guide.beside?.width == width, guide.label == hand { return }
    var guide = guide(of: sheet.build)
    var reading = guide.beside ?? Reading(guide.guidelines.passages, width: width)
    reading.resize(width: width)
    let isNew = guide.take(hand, of: sheet.build)
    guide.beside = reading
    self.guide = guide
    guard isNew, let section = guide.section, let rect = AnswerLayout(self).beside else { return }
    reading.show(passages: section, height: BesideLayout(rect).text.rows)
    self.guide?.beside = reading
  }

  private func guide(of build: Build) -> Guide {
    if let guide, guide.build == build.id { guide } else { Guide(build) }
  }

  private mutating func keepTextWidths() {
    if let sheet = openSheet, case let width = textWidth(of: sheet.build), !sheet.fits(width) {
      openSheet?.resize(width: width)
      if revising == nil { showCursor() }
    }
    if let sheet = revising?.sheet, case let width = textWidth(of: sheet.build), !sheet.fits(width) {
      revising?.sheet.resize(width: width)
      showCursor()
    }
  }

  /// Columns that there are for the text of a build's examples.
  func textWidth(of build: Build) -> Int {
    isBeside(build) ? BesideLayout.textColumns(size, compares: build.compares) : AnswerLayout.room(size)
  }

  /// True where the guidelines stand beside the examples of a build.
  func isBeside(_ build: Build) -> Bool {
    wantsGuidelinesBeside && BesideLayout.fits(size) && build.hasGuidelines
  }

  /// Places that the last search found in what lies on top.
  var placesFound: Int {
    switch overlay {
    case .guidelines(let reading), .help(let reading), .characters(let reading): reading.found.count
    case .today, .line: 0
    case nil: sheet?.placesFound ?? 0
    }
  }

  static func refusalOfBeside(_ state: WorkbenchState) -> Displayable? {
    let key = state.keymap.title(of: .guidelines, besides: state.shortcuts)
    guard let build = state.sheet?.build else { return refusalOfGuidelines(state) }
    if !build.hasGuidelines { return "This task has no guidelines: \(key) shows its labels." }
    return BesideLayout.lacking(in: state.size).map { room in
      "The guidelines need \(room) to stand beside the example: \(key) opens them."
    }
  }
}

extension Build {
  /// False where `guidelines` shows the labels alone.
  var hasGuidelines: Bool { !ui.guidelines.allSatisfy(\.isWhitespace) }

  /// True where texts are compared beside each other.
  fileprivate var compares: Bool { ask.contains { !$0.comparedFields.isEmpty } }
}

extension Sheet {
  /// True where the text is laid out for a width already.
  fileprivate func fits(_ width: Int) -> Bool {
    reading.width == min(width, Reading.widest) && pairs.allSatisfy { $0.width == width }
  }
}
