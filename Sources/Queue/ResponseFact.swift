import Labeling

/// One response as figures need it: integers that mean something within one store (`QueueSnapshot`). Responses are
/// append-only, so whoever remembers the last one has to read only what came after it.
public struct ResponseFact: Hashable, Sendable {
  /// Later ones are higher.
  public var response: Int
  public var example: Int
  public var person: Int
  public var channel: Int
  public var build: Int
  public var status: ResponseRecord.Status
  /// The interned answer; nil for a skip or a flag.
  public var answer: Int?
  /// The earlier response that it takes the place of.
  public var supersedes: Int?
  /// The interned candidates that an answer was asked between, nil for a full question.
  public var asked: Int?
  /// The earlier response of its person that it settles.
  public var settles: Int?
  /// What was said of gold: somebody's work, and no answer to an example of the dataset.
  public var isGold: Bool
  public var at: Timestamp

  public init(
    response: Int, example: Int, person: Int, channel: Int, build: Int, status: ResponseRecord.Status, answer: Int?,
    supersedes: Int?, asked: Int?, settles: Int?, isGold: Bool = false, at: Timestamp
  ) {
    self.response = response
    self.example = example
    self.person = person
    self.channel = channel
    self.build = build
    self.status = status
    self.answer = answer
    self.supersedes = supersedes
    self.asked = asked
    self.settles = settles
    self.isGold = isGold
    self.at = at
  }
}

/// Where an example stands in a channel. One may stand at several places at once.
public enum ExampleStanding: String, Hashable, Sendable, CaseIterable {
  /// It has the answers that are wanted.
  case done
  /// It wants more.
  case open
  /// Somebody has it before them.
  case leased
  /// More people skipped it than the policy allows, or somebody flagged it.
  case review
  /// Nobody active may still answer it as often as is wanted.
  case stuck
}

/// How the files of a queue are, as far as a look from outside tells at once.
public struct QueueHealth: Hashable, Sendable {
  /// Bytes of the database.
  public var size: Int
  /// Bytes of the log that is not carried over into it yet.
  public var logSize: Int
  /// Bytes that may still be written to the disk; nil where the kernel does not tell.
  public var room: Int?
  /// True where the room is kept for answers to what people have before them: no new work is given out.
  public var isShortOfRoom: Bool
  /// Who holds the writer's lock at this moment, for people to read; nil where nobody does.
  public var writer: String?
  /// Seconds that they have held it for.
  public var held: Int

  public init(size: Int, logSize: Int, room: Int?, isShortOfRoom: Bool, writer: String?, held: Int) {
    self.size = size
    self.logSize = logSize
    self.room = room
    self.isShortOfRoom = isShortOfRoom
    self.writer = writer
    self.held = held
  }
}
