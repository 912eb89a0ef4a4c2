/// A file as the running program sees it, and what of it is on the disk for certain.
///
/// The disk takes 512-byte sectors whole; what a sector holds after a power cut is what the file held there at some
/// moment since the last sync, each sector at a moment of its own, and the size likewise. That covers writes that were
/// kept, lost, reordered and torn.
struct DiskFile {
  static let sector = 512

  enum Change {
    case wrote(at: Int, [UInt8])
    case resized(to: Int)
  }

  /// The content as of the last sync.
  private(set) var durable: [UInt8]
  /// Since then, oldest first, with the place in the trace where each was done.
  private(set) var pending: [(change: Change, place: Int)] = []

  init(_ content: [UInt8] = []) { durable = content }

  mutating func write(_ bytes: [UInt8], at offset: Int, place: Int) {
    pending.append((.wrote(at: offset, bytes), place))
  }

  mutating func resize(to size: Int, place: Int) { pending.append((.resized(to: size), place)) }

  /// What was done before a place in the trace is on the disk.
  mutating func sync(before place: Int) {
    let reached = pending.prefix { $0.place < place }.count
    durable = content(size: reached) { _ in reached }
    pending.removeFirst(reached)
  }

  /// As the running program sees it.
  var current: [UInt8] { content(size: pending.count) { _ in pending.count } }

  /// - Parameters:
  ///   - size: how many of the pending changes the size has seen.
  ///   - moment: how many of them a sector has seen.
  func content(size: Int, moment: (_ sector: Int) -> Int) -> [UInt8] {
    var content = durable
    var sizes = [durable.count]
    for (index, entry) in pending.enumerated() {
      let last = sizes[index]
      switch entry.change {
      case .wrote(let offset, let bytes):
        sizes.append(max(last, offset + bytes.count))
        Self.fill(&content, to: offset + bytes.count)
        Self.forEachSector(offset..<offset + bytes.count) { number, range in
          if moment(number) > index {
            content.replaceSubrange(range, with: bytes[range.lowerBound - offset..<range.upperBound - offset])
          }
        }
      case .resized(let new):
        sizes.append(new)
        Self.fill(&content, to: new)
        Self.forEachSector(new..<max(new, content.count)) { number, range in
          if moment(number) > index { for at in range { content[at] = 0 } }
        }
      }
    }
    Self.fill(&content, to: sizes[size])
    content.removeLast(content.count - sizes[size])
    return content
  }

  /// What a file grows by and nobody wrote is zeros; no file system that keeps a queue shows what lay there before.
  private static func fill(_ content: inout [UInt8], to size: Int) {
    if content.count < size { content += [UInt8](repeating: 0, count: size - content.count) }
  }

  private static func forEachSector(_ range: Range<Int>, _ body: (_ number: Int, _ range: Range<Int>) -> Void) {
    var at = range.lowerBound
    while at < range.upperBound {
      let end = min(range.upperBound, (at / sector + 1) * sector)
      body(at / sector, at..<end)
      at = end
    }
  }
}
