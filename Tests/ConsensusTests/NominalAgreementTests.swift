import Testing

@testable import Consensus

@Suite("Agreement of nominal values")
struct NominalAgreementTests {
  /// The worked example of section C of Krippendorff's paper: four observers, twelve units, values 1 to 5, missing data.
  private static let worked: [[Int]] = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
  ]

  private func agreement(_ examples: [[Int]]) -> NominalAgreement {
    var agreement = NominalAgreement()
    for example in examples { agreement.add(example) }
    return agreement
  }

  @Test("The paper's own example has its own result")
  func knownValue() throws {
    let agreement = agreement(Self.worked)
    #expect(abs(try #require(agreement.alpha) - 0.743) < 0.0005)
    #expect(agreement.examples == 11)
    #expect(agreement.disputed == 3)
    #expect(agreement.values == 41)
  }

  @Test("Two observers: the paper's binary example")
  func twoObservers() throws {
    let one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    let agreement = agreement(zip(one, other).map { [$0, $1] })
    #expect(abs(try #require(agreement.alpha) - 0.095) < 0.0005)
    #expect(agreement.raw == 0.6)
  }

  @Test("Where nothing can be told, nothing is")
  func nothing() {
    #expect(NominalAgreement().alpha == nil && NominalAgreement().raw == nil)
    #expect(agreement([[1], [2]]).raw == nil)
    #expect(agreement([[1, 1], [1, 1]]).alpha == nil)
    #expect(agreement([[1, 1], [1, 1]]).raw == 1)
    #expect(agreement([[1, 1], [2, 2]]).alpha == 1)
  }

  /// Straight from the definition: alpha = 1 - observed / expected disagreement, by the coincidence matrix.
  private func byCoincidences(_ examples: [[Int]]) -> Double? {
    var matrix: [[Double]] = Array(repeating: Array(repeating: 0, count: 6), count: 6)
    for example in examples where example.count > 1 {
      for (place, one) in example.enumerated() {
        for (other, value) in example.enumerated() where other != place {
          matrix[one][value] += 1 / Double(example.count - 1)
        }
      }
    }
    let sums = matrix.map { $0.reduce(0, +) }
    let count = sums.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for one in 0..<6 {
      for other in 0..<6 where other != one {
        observed += matrix[one][other]
        expected += sums[one] * sums[other] / (count - 1)
      }
    }
    return expected > 0 ? 1 - observed / expected : nil
  }

  @Test("It is the definition's, and what is taken out leaves nothing behind", arguments: 0..<200)
  func definition(_ seed: UInt64) throws {
    var state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let kept = (0..<next(30) + 1).map { _ in (0..<next(5)).map { _ in next(6) } }
    let gone = (0..<next(30)).map { _ in (0..<next(5)).map { _ in next(6) } }
    var changed = agreement(gone + kept)
    for example in gone { changed.remove(Array(example.reversed())) }
    let plain = agreement(kept.reversed())
    #expect(changed == plain)
    switch (plain.alpha, byCoincidences(kept)) {
    case (let alpha?, let expected?): #expect(abs(alpha - expected) < 1e-9)
    case (nil, nil): break
    case (let alpha, let expected): Issue.record("\(String(describing: alpha)) for \(String(describing: expected))")
    }
  }
}
