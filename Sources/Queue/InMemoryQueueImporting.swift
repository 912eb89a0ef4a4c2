import Labeling

extension InMemoryQueueState {
  /// Gives a dataset its identity, or holds a given one against the identity it has.
  mutating func settle(identity: ExampleIdentity, of dataset: String) throws(QueueError) {
    guard let known = datasets[dataset]?.identity else {
      datasets[dataset] = Dataset(identity: identity)
      return
    }
    if known != identity { throw .identityChanged(dataset: dataset, now: known.fields, given: identity.fields) }
  }

  /// Only the revision tells that examples are known which have no content yet.
  mutating func announce(_ examples: [Digest], at: Timestamp) {
    let known = announced.union(datasets.values.flatMap(\.contents.keys))
    let new = Set(examples).subtracting(known)
    if new.isEmpty { return }
    announced.formUnion(new)
    _ = stamp(at)
  }

  mutating func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try settle(identity: batch.identity, of: batch.dataset)
    var fates: [ImportReport.Fate] = []
    for row in batch.rows {
      let fate = fate(of: row, in: batch.dataset)
      fates.append(fate)
      guard fate == .added || fate == .changed && batch.updates else { continue }
      let content = Dataset.Content(revision: stamp(batch.at), digest: row.content, data: row.data)
      datasets[batch.dataset]?.contents[row.example, default: []].append(content)
      if fate == .added {
        datasets[batch.dataset]?.order.append(row.example)
        try queue(row.example, of: batch.dataset)
      } else {
        try recount(row.example, of: batch.dataset, at: batch.at)
      }
    }
    return ImportReport(fates: fates, revision: revision)
  }

  private func fate(of row: ImportBatch.Row, in dataset: String) -> ImportReport.Fate {
    guard let content = datasets[dataset]?.contents[row.example]?.last else { return .added }
    return content.digest == row.content ? .present : .changed
  }
}
