/// Bytes on their way into or out of a BLOB column.
struct Blob: Sendable, Sequence {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func makeIterator() -> IndexingIterator<[UInt8]> { bytes.makeIterator() }
}
