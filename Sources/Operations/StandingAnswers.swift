import Labeling
import Queue

/// Which answers speak for an example in a channel: one a person, the latest that is not superseded and that counts
/// under the channel's build (VERSIONS.md 4 and 5).
struct StandingAnswers {
  /// What an export is about: one channel with what it accepts, or all channels under one build.
  enum Scope {
    case channel(Channel)
    case all
  }

  let scope: Scope
  let build: Build
  let builds: [Digest: Build]

  /// What an example's responses come to.
  struct Selection {
    /// By the annotators' names.
    var standing: [ResponseRecord]
    /// True where somebody answered, whether it can be used or not.
    var hasAnswers: Bool
  }

  func select(from responses: [ResponseRecord]) -> Selection {
    let answers = responses.filter { $0.isAnswer && !$0.isSuperseded && isInScope($0) }
    var latest: [PersonID: ResponseRecord] = [:]
    for answer in answers where counts(answer) {
      latest[answer.person] = answer
    }
    return Selection(
      standing: latest.values.sorted { ($0.annotator, $0.person) < ($1.annotator, $1.person) },
      hasAnswers: !answers.isEmpty)
  }

  /// True where an answer from the response's channel could count, were it given under the scope's build.
  func isInScope(_ response: ResponseRecord) -> Bool {
    counts(from: response.channel, under: build)
  }

  /// True where the answer counts in the scope.
  func counts(_ response: ResponseRecord) -> Bool {
    builds[response.build].map { counts(from: response.channel, under: $0) } ?? false
  }

  private func counts(from source: ChannelName, under given: Build) -> Bool {
    switch scope {
    case .channel(let channel): Accepting.counts(answerIn: source, under: given, in: channel, at: build)
    case .all: build.counts(answersOf: given)
    }
  }
}

extension ResponseRecord {
  /// True for a response that says something about the example.
  var isAnswer: Bool {
    switch status {
    case .answered, .settled, .adjudicated, .imported: answer != nil
    case .skipped, .flagged: false
    }
  }
}
