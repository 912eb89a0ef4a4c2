import Labeling
import Queue

/// Reads stored answers; most are one of a few texts, and each is parsed once.
struct AnswerReader {
  private struct Key: Hashable {
    let build: Digest
    let text: String
  }

  private static let limit = 4096

  private let builds: [Digest: Build]
  private var known: [Key: Answer] = [:]

  init(builds: [Digest: Build]) { self.builds = builds }

  /// The answer of a response; nil for a skip or a flag.
  mutating func answer(of response: ResponseRecord) throws -> Answer? {
    guard let text = response.answer, let build = builds[response.build] else { return nil }
    let key = Key(build: response.build, text: text)
    if let answer = known[key] { return answer }
    let answer = try Stored.answer(text, under: build)
    if known.count >= Self.limit { known.removeAll() }
    known[key] = answer
    return answer
  }
}
