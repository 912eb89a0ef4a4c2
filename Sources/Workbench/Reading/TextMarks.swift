import Labeling
import Text

/// What is marked in the texts of a screen, so that what stands on a line is found at once among thousands.
struct TextMarks: Sendable {
  struct Mark: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
      case label(LabelID)
      /// It wants a label, which may be one of these.
      case open([LabelID])
    }

    /// What it says.
    struct Kind: Hashable, Sendable {
      var meaning: Meaning
      /// The question that it answers, by its place on the screen.
      var question: Int
    }

    var range: Range<ScalarOffset>
    var kind: Kind
  }

  /// The marks of a field by their start. The longest reach of all marks so far never falls, so that it can be
  /// searched for the first mark that may still cover a place.
  private struct Field: Sendable {
    var marks: [Mark] = []
    var reach: [ScalarOffset] = []
  }

  static let none = TextMarks()

  private var fields: [String: Field] = [:]

  private init() {}

  /// - Parameter marks: with their fields, in any order.
  init(_ marks: [(field: String, mark: Mark)]) {
    // Mostly one field after another: looked up once for each run.
    var run: (field: String, marks: [Mark]) = ("", [])
    for (field, mark) in marks where !mark.range.isEmpty {
      if field != run.field {
        if !run.marks.isEmpty { fields[run.field, default: Field()].marks += run.marks }
        run = (field, [])
      }
      run.marks.append(mark)
    }
    if !run.marks.isEmpty { fields[run.field, default: Field()].marks += run.marks }
    for field in fields.keys {
      guard var marks = fields[field]?.marks else { continue }
      marks.sort { $0.range.lowerBound < $1.range.lowerBound }
      var reach: [ScalarOffset] = []
      reach.reserveCapacity(marks.count)
      for mark in marks { reach.append(max(reach.last ?? mark.range.upperBound, mark.range.upperBound)) }
      fields[field] = Field(marks: marks, reach: reach)
    }
  }

  var isEmpty: Bool { fields.isEmpty }

  /// The marks that cover any of these scalars, by their start.
  func covering(_ range: Range<ScalarOffset>, in field: String) -> [Mark] {
    guard let field = fields[field] else { return [] }
    let first = field.reach.partitioned { $0 <= range.lowerBound }
    let end = field.marks.partitioned { $0.range.lowerBound < range.upperBound }
    guard first < end else { return [] }
    return field.marks[first..<end].filter { $0.range.upperBound > range.lowerBound }
  }
}

extension Array {
  /// How many elements at the start are early ones, where all of these come first.
  fileprivate func partitioned(_ isEarly: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isEarly(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
