import Labeling
import Records

/// `gold.jsonl`, as far as it could be read.
struct GoldRows {
  static let name = "gold.jsonl"
  /// Bytes of the file, and its rows.
  static let sizeLimit = 64 << 20
  static let rowLimit = 100_000

  var examples: [GoldExample] = []
  var marks = GoldMarks()
  /// Rows, readable or not.
  var count = 0
}

/// Faults of rows that are counted together.
private enum GoldRowFault {
  case notJSON, unknownMember, data, answer, explanation
}

/// Members that rows of an export have beside the data and the answer: they are there, and say nothing here.
private enum ExportedMembers {
  static let names: Set<String> = [
    "example", "confidence", "status", "candidates", "support", "unknown", "clauses", "masks", "responses",
    "annotators", "taxonomy_version", "from", "adjudication",
  ]
}

extension StrictReader {
  /// Reads every row; those with faults are left out.
  mutating func gold(_ bytes: [UInt8]) -> GoldRows {
    var rows = GoldRows()
    rows.marks.file = mark(.start)
    var tally = FaultTally<GoldRowFault>()
    var lines = JSONLinesReader(BytesInMemory(bytes))
    // Memory does not fail to be read.
    while let line = try? lines.next() {
      rows.count += 1
      guard rows.count <= GoldRows.rowLimit else {
        error(
          Place(line: line.line, column: 1),
          "the file has more than 100,000 rows (leave some out: nobody answers so many)")
        break
      }
      guard let row = goldRow(line, &tally) else { continue }
      rows.examples.append(row.example)
      rows.marks.rows.append(row.marks)
    }
    conclude(tally)
    return rows
  }

  private mutating func goldRow(
    _ line: JSONLinesReader<BytesInMemory>.Line, _ tally: inout FaultTally<GoldRowFault>
  ) -> (example: GoldExample, marks: GoldMarks.Row)? {
    let bytes: [UInt8]
    do throws(RowFault) { bytes = try line.bytes.get() } catch {
      tell(.notJSON, Place(line: line.line, column: 1), "\(error.message) (shorten it)", &tally)
      return nil
    }
    do throws(JSONFault) {
      let json = try JSONParser.parse(bytes)
      var row = GoldRow(line: line.line, bytes: bytes, places: JSONPlaces(bytes))
      guard let object = json.object else {
        tell(
          .notJSON, row.place(at: 0),
          "a row must be a JSON object, not \(json.phrase) (write {\"data\": {...}, \"answer\": {...}} on each line)",
          &tally)
        return nil
      }
      return goldExample(object, &row, &tally)
    } catch {
      tell(
        .notJSON, Place(line: line.line, column: JSONPlaces.column(of: error.offset, in: bytes)),
        "this is not JSON: \(LabelSpelling.excerpt(error.message)) (write one JSON object on each line)", &tally)
      return nil
    }
  }

  private mutating func goldExample(
    _ object: JSONObject, _ row: inout GoldRow, _ tally: inout FaultTally<GoldRowFault>
  ) -> (example: GoldExample, marks: GoldMarks.Row)? {
    checkMembers(of: object, row, &tally)
    let data = member("data", of: object, holding: "the example's fields", .data, row, &tally)
    let answer = member("answer", of: object, holding: "what is known, by question", .answer, row, &tally)
    let explanation = explanation(in: object, row, &tally)
    guard let data, let answer, let explanation else { return nil }
    let places = JSONPlaces(row.bytes, in: answer.range)
    let known = zip(answer.object, places.members).filter { !$0.0.value.isNull }
    let example = GoldExample(
      data: Array(row.bytes[data.range]),
      answer: String(
        decoding: JSON.object(JSONObject(known.map { ($0.0.key, $0.0.value) })).canonical(), as: UTF8.self),
      explanation: explanation.isEmpty ? nil : explanation)
    let marks = GoldMarks.Row(
      line: row.line, data: row.column(of: data.range.lowerBound), answer: row.column(of: answer.range.lowerBound),
      questions: Dictionary(known.map { ($0.0.key, row.column(of: $0.1.name)) }) { first, _ in first })
    return (example, marks)
  }

  private mutating func checkMembers(
    of object: JSONObject, _ row: GoldRow, _ tally: inout FaultTally<GoldRowFault>
  ) {
    let known = ["data", "answer", "explanation"]
    for (member, place) in zip(object, row.places.members) {
      guard !known.contains(member.key), !ExportedMembers.names.contains(member.key) else { continue }
      let hint = Spelling.nearest(to: member.key, in: known).map { "did you mean '\($0)'?" }
      tell(
        .unknownMember, row.place(at: place.name),
        "unknown member '\(LabelSpelling.excerpt(member.key))' in a row of gold (\(hint ?? "it takes \(known.joined(separator: ", "))"))",
        &tally)
    }
  }

  /// A member that must be there, and be an object.
  private mutating func member(
    _ name: String, of object: JSONObject, holding what: String, _ kind: GoldRowFault, _ row: GoldRow,
    _ tally: inout FaultTally<GoldRowFault>
  ) -> (object: JSONObject, range: Range<Int>)? {
    guard let (member, place) = row.member(name, of: object) else {
      tell(kind, row.place(at: 0), "the row has no '\(name)' (add \"\(name)\": {...}, \(what))", &tally)
      return nil
    }
    guard let object = member.object else {
      tell(
        kind, row.place(at: place.value.lowerBound),
        "'\(name)' must be an object, not \(member.phrase) (write \(what), in { })", &tally)
      return nil
    }
    return (object, place.value)
  }

  /// Empty where there is none; nil for a fault.
  private mutating func explanation(
    in object: JSONObject, _ row: GoldRow, _ tally: inout FaultTally<GoldRowFault>
  ) -> String? {
    guard let (member, place) = row.member("explanation", of: object), !member.isNull else { return "" }
    guard let text = member.string, !text.allSatisfy(\.isWhitespace) else {
      let what = member.string == nil ? "must be a text, not \(member.phrase)" : "is empty"
      tell(
        .explanation, row.place(at: place.value.lowerBound),
        "'explanation' \(what) (write some words, or leave it out)",
        &tally)
      return nil
    }
    return text
  }

  private mutating func tell(
    _ kind: GoldRowFault, _ place: Place, _ message: String, _ tally: inout FaultTally<GoldRowFault>
  ) {
    if tally.admits(kind, at: mark(place)) { error(place, message) }
  }
}

/// A line that is an object.
private struct GoldRow {
  let line: Int
  let bytes: [UInt8]
  let places: JSONPlaces

  func column(of offset: Int) -> Int { places.column(of: offset) }

  func place(at offset: Int) -> Place { Place(line: line, column: column(of: offset)) }

  func member(_ name: String, of object: JSONObject) -> (JSON, JSONPlaces.Member)? {
    zip(object, places.members).first { $0.0.key == name }.map { ($0.0.value, $0.1) }
  }
}
