import FoundationEssentials
import Records

/// A ledger's answers, carried from the process that was told them to the one that checks.
struct LedgerFile {
  let answers: [String: Ledger.Answer]

  init(_ answers: [String: Ledger.Answer]) { self.answers = answers }

  init(readingFrom path: String) throws {
    guard let data = FileManager.default.contents(atPath: path),
      let rows = try JSONParser.parse(Array(data)).array
    else { throw BrokenPromise("the scene left no ledger at \(path)") }
    let entries: [(String, Ledger.Answer)] = try rows.map { row in
      guard let response = row["response"]?.string, let annotator = row["annotator"]?.string,
        let name = row["name"]?.string, let example = row["example"]?.string
      else { throw BrokenPromise("the ledger at \(path) is not whole") }
      return (response, Ledger.Answer(annotator: annotator, name: name, example: example, label: row["label"]?.string))
    }
    answers = Dictionary(entries, uniquingKeysWith: { first, _ in first })
  }

  func write(to path: String) throws {
    let rows = answers.sorted { $0.key < $1.key }.map { response, answer -> JSON in
      [
        "response": .string(response), "annotator": .string(answer.annotator), "name": .string(answer.name),
        "example": .string(answer.example), "label": answer.label.map { .string($0) } ?? .null,
      ]
    }
    try Data(JSON.array(rows).utf8()).write(to: URL(filePath: path))
  }
}
