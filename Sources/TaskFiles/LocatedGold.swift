import Labeling

/// Something wrong with a row of `gold.jsonl` that only shows beside the build, by what it is about.
public struct GoldFault: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    case row, data, answer
    case field(String)
    case question(QuestionID)
  }

  /// By the place in `TaskDefinition.gold`.
  public var row: Int
  public var place: Place
  /// What is wrong and, in parentheses, what to do.
  public var message: String

  public init(row: Int, _ place: Place, _ message: String) {
    self.row = row
    self.place = place
    self.message = message
  }
}

/// Where the rows of `gold.jsonl` stand.
struct GoldMarks: Sendable {
  /// Columns of one line.
  struct Row: Sendable {
    var line: Int
    var data: Int
    var answer: Int
    var questions: [String: Int]
  }

  var file = Mark(file: GoldRows.name, place: .start)
  /// By the place in `TaskDefinition.gold`.
  var rows: [Row] = []
}

extension Compiled {
  /// At the places of the rows that they are about; of more than 100 of a kind the rest is only counted.
  public func faults(forGold faults: [GoldFault]) -> [Fault] {
    var tally = FaultTally<GoldFaultKind>()
    var located: [Fault] = []
    for fault in faults {
      let mark = mark(of: fault)
      if tally.admits(GoldFaultKind(fault), at: mark) { located.append(mark.fault(Self.bounded(fault.message))) }
    }
    located += tally.rests.map { $0.mark.fault($0.message) }
    return located.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// The line of a gold example.
  public func line(ofGold row: Int) -> Int {
    marks.gold.rows.indices.contains(row) ? marks.gold.rows[row].line : Place.start.line
  }

  /// Something to know about gold examples, at the first of them.
  public func warning(forGold row: Int, _ message: String) -> Fault {
    mark(of: GoldFault(row: row, .row, message)).fault(severity: .warning, message)
  }

  private func mark(of fault: GoldFault) -> Mark {
    guard marks.gold.rows.indices.contains(fault.row) else { return marks.gold.file }
    let row = marks.gold.rows[fault.row]
    let column =
      switch fault.place {
      case .row: 1
      case .data: row.data
      case .field(let name): row.data + (place(of: name, inGold: fault.row) ?? 0)
      case .answer: row.answer
      case .question(let question): row.questions[question.rawValue] ?? row.answer
      }
    return Mark(file: marks.gold.file.file, place: Place(line: row.line, column: column))
  }

  /// Columns from the start of the data to a field of it.
  private func place(of field: String, inGold row: Int) -> Int? {
    guard let gold = readable?.gold, gold.indices.contains(row) else { return nil }
    return JSONPlaces.columns(to: field, in: gold[row].data)
  }

  /// Messages quote the file, whose values may be as long as it is.
  private static func bounded(_ message: String) -> String {
    let limit = 400
    guard message.unicodeScalars.count > limit else { return message }
    let start = String(String.UnicodeScalarView(message.unicodeScalars.prefix(limit)))
    return "\(start)... (correct it, or leave the row out)"
  }
}

/// Faults that are counted together.
private enum GoldFaultKind {
  case row, data, answer

  init(_ fault: GoldFault) {
    self =
      switch fault.place {
      case .row: .row
      case .data, .field: .data
      case .answer, .question: .answer
      }
  }
}
