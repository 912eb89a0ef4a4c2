import Labeling
import Queue
import Records
import TaskFiles

/// Holds the gold of a task's files against the build that they make.
struct GoldCheck {
  private let build: Build
  private let identity: ExampleIdentity

  init(under build: Build) {
    self.build = build
    identity = ExampleIdentity(fields: build.schema.identity)
  }

  /// What is wrong with gold examples, in their order.
  ///
  /// - Parameter line: where an example stands in the file.
  func faults(of gold: [GoldExample], line: (Int) -> Int) -> [GoldFault] {
    var first: [Digest: Int] = [:]
    return gold.enumerated().flatMap { row, example -> [GoldFault] in
      guard let data = try? JSONParser.parse(example.data).object else { return [] }
      var faults = self.faults(in: data, row: row) + self.faults(in: example.answer, of: data, row: row)
      let id = identity.digest(of: data)
      if let earlier = first[id] {
        faults.append(
          GoldFault(
            row: row, .row, "this is the gold example of line \(line(earlier)) again (leave one of the two out)"))
      }
      first[id] = first[id] ?? row
      return faults
    }
  }

  private func faults(in data: JSONObject, row: Int) -> [GoldFault] {
    let problems = build.schema.problems(in: data).map { problem in
      GoldFault(
        row: row, data[problem.field] == nil ? .data : .field(problem.field),
        problem.description.withRemedy("correct the row, or schema.yaml"))
    }
    guard let fields = identity.fields, !fields.contains(where: { data[$0] != nil }) else { return problems }
    return problems + [
      GoldFault(
        row: row, .data,
        "none of the fields that identify an example is there (give at least one: \(fields.joined(separator: ", ")))")
    ]
  }

  /// - Parameter text: what is known, canonical JSON.
  private func faults(in text: String, of data: JSONObject, row: Int) -> [GoldFault] {
    guard let known = try? JSONParser.parse(text).object else { return [] }
    guard !known.isEmpty else {
      return [
        GoldFault(
          row: row, .answer,
          "the answer says nothing (say what is known of at least one question, or leave the row out)")
      ]
    }
    var answer = Answer()
    var faults: [GoldFault] = []
    for (name, value) in known {
      do throws(AnswerError) {
        let given = try Answer(.object([name: value]), under: build, isComplete: false, of: data)
        answer.values.merge(given.values) { _, new in new }
      } catch {
        faults.append(Self.fault(row, QuestionID(name), error.description))
      }
    }
    return faults
      + build.ask.compactMap { question in
        guard answer[question.id] != nil, isDecided(question, beside: answer) else { return nil }
        return answer.openPoint(of: question, under: build).map { Self.fault(row, question.id, $0) }
      }
  }

  /// False where nothing is known of a question that decides whether this one is asked.
  private func isDecided(_ question: Question, beside answer: Answer) -> Bool {
    question.when.allSatisfy { answer[$0.question] != nil }
  }

  private static func fault(_ row: Int, _ question: QuestionID, _ message: String) -> GoldFault {
    GoldFault(row: row, .question(question), message.withRemedy("correct it: people must be able to answer so"))
  }
}

extension String {
  /// A message that says what to do, where it does not yet.
  fileprivate func withRemedy(_ remedy: String) -> String { hasSuffix(")") ? self : "\(self) (\(remedy))" }
}
