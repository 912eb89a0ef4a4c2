import Labeling
import Queue
import Records

extension ExampleIdentity {
  /// The fields as JSON; nil for all.
  var stored: String? { fields.map { JSON.array($0.map { .string($0) }).text() } }

  init(stored: String?) {
    let list = stored.flatMap { try? JSONParser.parse($0) }?.array
    self.init(fields: list?.compactMap(\.string))
  }

  /// Refuses another identity than a dataset has.
  func check(_ given: ExampleIdentity, of dataset: String) throws(QueueError) {
    guard self == given else { throw .identityChanged(dataset: dataset, now: fields, given: given.fields) }
  }
}
