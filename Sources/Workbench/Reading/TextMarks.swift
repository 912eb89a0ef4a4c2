import Labeling
import Text

/// What is marked in the texts of a screen, so that what stands on a line is found at once among thousands.
struct TextMarks: Sendable {
  struct Mark: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
      case label(LabelID)
      /// It wants a label, which may be one of these.
      case open([LabelID])
      /// Several people's answers over one text: these of them, by their places, say this label.
      case said(LabelID, by: [Int], isUnanimous: Bool)
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
    var gathering = Gathering()
    for (field, mark) in marks { gathering.add(mark, in: field) }
    self.init(gathering)
  }

  init(_ gathering: Gathering) {
    for (field, var marks) in gathering.fields {
      marks.sort { $0.range.lowerBound < $1.range.lowerBound }
      var reach: [ScalarOffset] = []
      reach.reserveCapacity(marks.count)
      for mark in marks { reach.append(max(reach.last ?? mark.range.upperBound, mark.range.upperBound)) }
      fields[field] = Field(marks: marks, reach: reach)
    }
  }

  /// Marks on their way into their fields.
  struct Gathering {
    private var gathered: [String: [Mark]] = [:]
    /// Those of the last field: they mostly come one field after another, which is then looked up once.
    private var run: (field: String, marks: [Mark]) = ("", [])

    mutating func reserve(_ count: Int) { run.marks.reserveCapacity(count) }

    mutating func add(_ mark: Mark, in field: String) {
      guard !mark.range.isEmpty else { return }
      if field != run.field {
        endRun()
        run.field = field
      }
      run.marks.append(mark)
    }

    private mutating func endRun() {
      guard !run.marks.isEmpty else { return }
      gathered[run.field, default: []] += run.marks
      run.marks.removeAll(keepingCapacity: true)
    }

    var fields: [String: [Mark]] {
      if gathered.isEmpty { return run.marks.isEmpty ? [:] : [run.field: run.marks] }
      var whole = self
      whole.endRun()
      return whole.gathered
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
