import Canvas
import Labeling

/// Labels as they were last laid out and made ready for searching: large sets take a while, and stay the same from key to
/// key. It says nothing that the rest of the state does not say.
struct LabelMemory: Sendable {
  /// What a grid is made from.
  struct GridSource: Hashable, Sendable {
    let build: Digest
    let question: QuestionID?
    /// With the build it decides what is offered.
    let isSwapped: Bool
    let asked: [LabelID]?
    let fixed: Set<LabelID>
    let size: Size

    init(_ sheet: Sheet, size: Size) {
      build = sheet.build.id
      question = sheet.question?.id
      isSwapped = sheet.presented.isSwapped
      asked = sheet.candidates
      fixed = sheet.fixed
      self.size = size
    }
  }

  var grid: (source: GridSource, grid: LabelGrid)?
  var catalog: LabelCatalog?
}

extension LabelMemory: Hashable {
  static func == (left: LabelMemory, right: LabelMemory) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

extension WorkbenchState {
  /// The labels of a sheet in columns.
  func grid(of sheet: Sheet) -> LabelGrid {
    let source = LabelMemory.GridSource(sheet, size: size)
    if let kept = labelMemory.grid, kept.source == source { return kept.grid }
    return LabelGrid(sheet, size: size)
  }

  /// Keeps what the next keys and frames would make anew.
  mutating func rememberLabels() {
    guard let sheet, !isTooSmall else { return }
    let source = LabelMemory.GridSource(sheet, size: size)
    if labelMemory.grid?.source != source { labelMemory.grid = (source, LabelGrid(sheet, size: size)) }
  }

  /// The labels of the focused question, ready for searching.
  mutating func catalog(of sheet: Sheet, _ question: Question) -> LabelCatalog {
    let asked = sheet.candidates.map { sheet.fixed.union($0) }
    let source = LabelCatalog.Source(build: sheet.build.id, question: question.id, asked: asked)
    if let kept = labelMemory.catalog, kept.source == source { return kept }
    let labels = asked.map { asked in sheet.offered.filter { asked.contains($0.id) } } ?? sheet.offered
    let catalog = LabelCatalog(source, labels, of: sheet.build.taxonomy, under: question.under)
    labelMemory.catalog = catalog
    return catalog
  }
}
