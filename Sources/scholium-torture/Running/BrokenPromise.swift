/// A promise that did not hold after a fault.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
  /// True where it is the queue's own files that do not hold what they should: what every safeguard is there to prevent,
  /// and what its teeth must bite on. A program that is merely rude, slow or dead breaks another promise.
  let isOfData: Bool

  init(_ description: String, isOfData: Bool = false) {
    self.description = description
    self.isOfData = isOfData
  }

  /// The same, told with what was going on.
  func during(_ what: String) -> BrokenPromise { BrokenPromise("\(what): \(description)", isOfData: isOfData) }
}
