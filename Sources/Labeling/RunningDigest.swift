import Crypto

/// A SHA-256 digest of bytes that come in pieces, so that a file of any size is digested as it is written.
public struct RunningDigest: Sendable {
  private var hash = SHA256()

  public init() {}

  public mutating func update(_ piece: some Collection<UInt8>) {
    if piece.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
      hash.update(data: Array(piece))
    }
  }

  /// The digest of all pieces so far.
  public var digest: Digest { Digest(hash.finalize()) }
}
