import Labeling
import Records

/// Something that is kept in the audit trail: who came in, who let whom do what, what was taken out, what was refused.
public struct AuditEvent: Hashable, Sendable {
  public enum What: String, Hashable, Sendable, CaseIterable {
    /// Somebody came in over SSH.
    case connected
    /// A command that was not permitted, or a key that let nobody in.
    case refused
    case roleChanged = "role_changed"
    case keyAdded = "key_added"
    case keyRemoved = "key_removed"
    /// Somebody may go on to real work without their qualification round.
    case qualified
    case paused
    case resumed
    /// A session was ended by somebody else.
    case sessionEnded = "session_ended"
    case exported
  }

  public var what: What
  /// Whoever did it: an annotator's name, or for somebody at the machine itself that of their account.
  public var who: String
  /// Particulars.
  public var detail: JSONObject

  public init(_ what: What, by who: String, _ detail: [(String, JSON)] = []) {
    self.what = what
    self.who = who
    self.detail = JSONObject(detail)
  }
}

/// An entry of the audit trail. Its digest takes in the one of the entry before, so that no entry can be changed or taken
/// out without all later ones showing it.
public struct AuditEntry: Hashable, Sendable {
  /// Entries count from 1 without a gap.
  public let number: Int
  public let at: Timestamp
  /// As it was stored.
  public let what: String
  public let who: String
  /// JSON text.
  public let detail: String
  public let digest: Digest

  public init(number: Int, at: Timestamp, what: String, who: String, detail: String, digest: Digest) {
    self.number = number
    self.at = at
    self.what = what
    self.who = who
    self.detail = detail
    self.digest = digest
  }

  /// The entry after another; `nil` is before the first.
  public init(_ event: AuditEvent, at: Timestamp, after previous: (number: Int, digest: Digest)?) {
    let number = (previous?.number ?? 0) + 1
    let (what, detail) = (event.what.rawValue, JSON.object(event.detail).text())
    self.init(
      number: number, at: at, what: what, who: event.who, detail: detail,
      digest: Self.digest(
        number: number, at: at, what: what, who: event.who, detail: detail, after: previous?.digest))
  }

  /// Whether the entry is what was written behind another one.
  public func follows(_ previous: AuditEntry?) -> Bool {
    number == (previous?.number ?? 0) + 1
      && digest == Self.digest(number: number, at: at, what: what, who: who, detail: detail, after: previous?.digest)
  }

  private static func digest(
    number: Int, at: Timestamp, what: String, who: String, detail: String, after previous: Digest?
  ) -> Digest {
    let fields: [JSON] = [
      .string(previous?.description ?? ""), .number(JSONNumber(number)), .number(JSONNumber(Int(at.microseconds))),
      .string(what), .string(who), .string(detail),
    ]
    return Digest(of: JSON.array(fields).utf8())
  }
}
