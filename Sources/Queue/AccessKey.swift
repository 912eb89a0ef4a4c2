/// A public key that a person comes in with over SSH. It belongs to one person only, so that it says who they are.
public struct AccessKey: Hashable, Sendable {
  /// As OpenSSH tells it: `SHA256:` and the digest of the key in base64 without padding (ssh-keygen(1), RFC 4648).
  public let fingerprint: String
  /// Such as `ssh-ed25519`.
  public let algorithm: String
  /// The key itself in base64 (RFC 4253, 6.6).
  public let body: String
  /// What its owner calls it.
  public let comment: String

  /// - Parameter comment: of one line.
  public init(fingerprint: String, algorithm: String, body: String, comment: String) {
    self.fingerprint = fingerprint
    self.algorithm = algorithm
    self.body = body
    self.comment = comment
  }
}
