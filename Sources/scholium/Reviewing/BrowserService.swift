import Canvas
import Labeling
import Operations
import Queue
import Synchronization
import Text
import Workbench

/// Serves the browser's screen.
final class BrowserService: ReviewService {
  private let browser: Browser
  /// What is on the screen was found by it.
  private let query = Mutex(BrowseQuery())

  init(_ browser: Browser) { self.browser = browser }

  func list() throws(Failure) -> [ReviewEntry] { try find("").entries }

  func find(_ typed: String) throws(Failure) -> BrowseFinding {
    try told {
      let query = try BrowseQuery(typed: [typed])
      let found = try browser.list(query)
      self.query.withLock { $0 = query }
      return BrowseFinding(
        entries: found.rows.map { ReviewEntry($0, tellsAnswers: query.tellsAnswers) }, examples: found.examples,
        typed: query.typed, reordered: query.reordered.typed, note: query.note)
    }
  }

  /// Rows that come into sight are seen: where being found tells what others said, that is recorded first.
  func describe(_ examples: [Digest]) -> [Digest: String] {
    do {
      try browser.show(examples, of: query.withLock { $0 })
      return try browser.reviewer.words(of: examples)
    } catch {
      return [:]
    }
  }

  func open(_ example: Digest) throws(Failure) -> ReviewedCase {
    var shown = ReviewedCase(try told { try browser.open(example) })
    shown.bar = "this is the browser (scholium review \(Displayable(browser.reviewer.task.rawValue)) decides)."
    return shown
  }

  func decide(_ decision: ReviewDecision) throws(Failure) {
    throw Failure("the browser only looks", remedy: .moveOn)
  }

  func resized(to size: Size) {}

  private func told<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
    do {
      return try work()
    } catch {
      throw Failure(Displayable(String(describing: error)))
    }
  }
}

extension ReviewEntry {
  /// - Parameter tellsAnswers: whether how much people differ may be told of rows that nobody opened.
  fileprivate init(_ row: BrowseList.Row, tellsAnswers: Bool) {
    self.init(
      example: row.example, reasons: [row.status.rawValue], people: row.people,
      disagreement: tellsAnswers ? row.disagreement : nil, isOwn: false)
  }
}

extension Browser.Reach {
  /// Of whoever this process works for: over SSH the role says it.
  static var here: Browser.Reach {
    switch Visitor.current?.role {
    case .annotator, .job: .themselves
    case .reviewer, .engineer, .admin, nil: .everybody
    }
  }
}
