import Labeling
import Queue
import Records

/// Candidates as the text that is stored once: questions and their labels as an object of arrays.
extension AskedCandidates {
  /// Questions sorted, so that equal candidates are equal text.
  var stored: String {
    let members = questions.sorted { $0.key < $1.key }.map { id, labels in
      (id.rawValue, JSON.array(labels.map { .string($0.rawValue) }))
    }
    return JSON.object(JSONObject(members)).text()
  }

  init(stored text: String) throws(QueueError) {
    guard let object = (try? JSONParser.parse(text))?.object else {
      throw .broken("the candidates of a question cannot be read")
    }
    var questions: [QuestionID: [LabelID]] = [:]
    for (id, labels) in object {
      questions[QuestionID(id)] = (labels.array ?? []).compactMap { $0.string.map { LabelID($0) } }
    }
    self.init(questions)
  }
}
