import Interchange
import Labeling
import Queue
import Records

/// A row of answers that was read and checked, all but its person.
struct ImportedAnswer {
  /// What it is about.
  enum Subject {
    /// An example that must be there.
    case known(Digest)
    /// An example that is added unless it is there; with other content it is refused.
    case given(ImportBatch.Row)
    /// An example that is added unless one of this identity is there, whatever its content.
    case named(ImportBatch.Row)

    var example: Digest {
      switch self {
      case .known(let id): id
      case .given(let row), .named(let row): row.example
      }
    }

    var row: ImportBatch.Row? {
      switch self {
      case .known: nil
      case .given(let row), .named(let row): row
      }
    }
  }

  var subject: Subject
  var annotator: String
  var channel: ChannelName
  var build: Build
  /// Nil for a skip or a flag.
  var answer: String?
  var status: ResponseRecord.Status
  /// Its id where it came from.
  var response: ResponseID?
  /// What its id is made from where it has none: equal rows are one response.
  var name: String
  var supersedes: ResponseID?
  var settles: ResponseID?
  var asked: AskedCandidates?
  var comment: String?
  var durationMilliseconds: Int?
  var context: JSON

  func row(by person: PersonID) -> ResponseBatch.Row {
    ResponseBatch.Row(
      response: response ?? ResponseID(named: name, by: person), example: subject.example, person: person,
      channel: channel, build: build, answer: answer, status: status, supersedes: supersedes, settles: settles,
      asked: asked, comment: comment, durationMilliseconds: durationMilliseconds, context: context.text())
  }
}
