import Canvas
import Labeling
import Queue
import Synchronization
import Testing

@testable import Workbench

/// A service that fails as often as it is told to, and remembers what was asked of it.
private final class FakeService: AnnotationService {
  private let failures: Mutex<Int>
  let calls = Mutex<[String]>([])

  init(failures: Int = 0) { self.failures = Mutex(failures) }

  private func called(_ name: String) throws(Failure) {
    calls.withLock { $0.append(name) }
    let isFailing = failures.withLock { left in
      left -= 1
      return left >= 0
    }
    if isFailing { throw Failure("the disk is full") }
  }

  func claim(takesOver: Bool) throws(Failure) -> Served {
    try called("claim")
    return Sample.served(Sample.presented())
  }

  func submit(
    _ answer: Answer, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Delivery {
    try called("submit \(assignment)")
    let receipt = Receipt(response: ResponseID("r1"), revision: 1, counted: true, at: Sample.start)
    return Delivery(receipt: receipt, next: .success(Sample.nothing(Idle(.finished))))
  }

  func end(
    _ how: Ending.How, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Next? {
    try called("end \(assignment)")
    return .success(Sample.nothing(Idle(.finished)))
  }

  func correct(_ response: ResponseID, _ answer: Answer, activeMilliseconds: Int) throws(Failure) -> Delivery {
    try called("correct \(response)")
    let receipt = Receipt(response: ResponseID("c1"), revision: 2, counted: true, at: Sample.start)
    return Delivery(receipt: receipt, next: nil)
  }

  func reserve(besides open: AssignmentID) throws(Failure) -> Served {
    try called("reserve besides \(open)")
    return Sample.nothing(Idle(.finished))
  }

  func given(since moment: Timestamp) throws(Failure) -> [GivenToday] {
    try called("given")
    return []
  }

  func reopen(_ response: ResponseID) throws(Failure) -> Answered {
    try called("reopen \(response)")
    throw Failure("it is gone")
  }

  func note(_ comment: String, on assignment: AssignmentID) throws(Failure) { try called("note \(comment)") }
  func saveDraft(_ answer: Answer, of assignment: AssignmentID) throws(Failure) { try called("draft \(assignment)") }
  func resized(to size: Size) {}
}

@Suite("Effects done by a service")
struct ServiceTests {
  /// Does effects until there are none, as a runner does.
  private func settle(_ bench: inout Bench, _ service: FakeService) {
    let now = bench.now
    while let effect = bench.effects.first {
      bench.effects.removeFirst()
      guard let message = service.perform(effect, now: { now }) else { continue }
      bench.effects += bench.state.update(message)
    }
  }

  @Test("From the first claim over an answer and its correction to the end")
  func wholeSession() {
    let service = FakeService()
    var bench = Bench(nil)
    settle(&bench, service)
    #expect(bench.state.mode == .answering)
    bench.press(.character("2"), .enter)
    settle(&bench, service)
    #expect(bench.state.mode == .idle)
    bench.press(.character("u"), .character("3"), .enter)
    settle(&bench, service)
    #expect(bench.state.mode == .idle)
    #expect(service.calls.withLock { $0 } == ["claim", "given", "reserve besides a1", "submit a1", "correct r1"])
  }

  @Test("A failing claim is told, and asked again with enter")
  func failingClaim() {
    let service = FakeService(failures: 1)
    var bench = Bench(nil)
    settle(&bench, service)
    #expect(bench.state.frame.text.contains("The disk is full."))
    bench.press(.enter)
    settle(&bench, service)
    #expect(bench.state.mode == .answering)
  }
}
