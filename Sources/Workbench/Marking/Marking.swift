import Labeling
import Text

/// Work on a question that wants spans: a cursor in the text, and what is marked.
struct Marking: Hashable, Sendable {
  enum Unit: Hashable, Sendable { case word, character }

  /// A stretch of a field's text that a label would mark.
  struct Selection: Hashable, Sendable {
    var field: String
    var range: Range<ScalarOffset>
  }

  /// As they are stored: sorted, each once.
  private(set) var spans: [Span]
  /// Nil where there is no text to mark.
  private(set) var selection: Selection?
  private(set) var unit = Unit.word
  /// True while every movement extends the selection.
  private(set) var isHeld = false

  init(_ fields: [ShownText], spans: [Span], allowsOverlap: Bool) {
    self.spans = spans
  }

  /// Gives up holding, or shrinks the selection to its cursor; false where there is nothing to give up.
  mutating func letGo() -> Bool { false }
}
