import FoundationEssentials

/// Pages in a write-ahead log, as a recovery reads them: as long as their salts are those of the head
/// (sqlite.org/fileformat2.html, section 4.1).
enum LogFrames {
  private static let head = 32
  private static let frame = 24 + 4096

  static func count(at path: String) -> Int {
    guard let log = FileManager.default.contents(atPath: path), log.count >= head else { return 0 }
    let salts = log[16..<24]
    var count = 0
    while head + (count + 1) * frame <= log.count {
      let start = head + count * frame + 8
      guard log[start..<(start + 8)].elementsEqual(salts) else { break }
      count += 1
    }
    return count
  }
}
