import Driving
import FoundationEssentials

/// What disks, memory and careless copies do to bytes.
enum ByteDamage: CaseIterable {
  case bits, bytes, sectorOfZeros, sectorOfNoise, pageOfZeros, pageOfNoise, swappedPages, oldPage, cut, longer
  case pageHead, header, schemaText

  private static let page = 4096
  private static let sector = 512

  /// - Returns: what was done, for the report.
  func inflict(on path: String, _ chance: inout Seeded) throws -> String {
    var bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
    guard bytes.count > Self.sector else { return "nothing: \(path) is too short" }
    let place = change(&bytes, &chance)
    try Data(bytes).write(to: URL(filePath: path))
    return "\(self) at \(place) of \(path.split(separator: "/").last ?? "")"
  }

  private func change(_ bytes: inout [UInt8], _ chance: inout Seeded) -> Int {
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    switch self {
    case .bits:
      for _ in 0..<Int.random(in: 1...8, using: &chance) {
        bytes[Int.random(in: 0..<bytes.count, using: &chance)] ^= 1 << UInt8.random(in: 0...7, using: &chance)
      }
    case .bytes:
      let count = min(Int.random(in: 1...16, using: &chance), bytes.count - place)
      for at in place..<place + count { bytes[at] = Self.byte(&chance) }
    case .sectorOfZeros: return fill(&bytes, Self.sector, place) { 0 }
    case .sectorOfNoise: return fill(&bytes, Self.sector, place) { UInt8.random(in: 0...255, using: &chance) }
    case .pageOfZeros: return fill(&bytes, Self.page, place) { 0 }
    case .pageOfNoise: return fill(&bytes, Self.page, place) { UInt8.random(in: 0...255, using: &chance) }
    case .swappedPages, .oldPage:
      let pages = bytes.count / Self.page
      guard pages > 1 else { break }
      let (one, other) = (Int.random(in: 0..<pages, using: &chance), Int.random(in: 0..<pages, using: &chance))
      for at in 0..<Self.page {
        let kept = bytes[one * Self.page + at]
        bytes[one * Self.page + at] = bytes[other * Self.page + at]
        if self == .swappedPages { bytes[other * Self.page + at] = kept }
      }
      return one * Self.page
    case .cut:
      let isWhole = Bool.random(using: &chance)
      bytes.removeLast(bytes.count - (isWhole ? place / Self.page * Self.page : place))
    case .longer:
      bytes += (0..<Int.random(in: 1...10000, using: &chance)).map { _ in Self.byte(&chance) }
    case .pageHead:
      let start = place / Self.page * Self.page
      let at = min(start + (start == 0 ? 100 : 0) + Int.random(in: 0..<24, using: &chance), bytes.count - 1)
      bytes[at] = Self.byte(&chance)
      return at
    case .header:
      let at = Int.random(in: 0..<100, using: &chance)
      bytes[at] = Self.byte(&chance)
      return at
    case .schemaText:
      let starts = bytes.indices.dropLast(300).filter {
        bytes[$0] == UInt8(ascii: "C") && bytes[$0...].starts(with: Array("CREATE ".utf8))
      }
      guard let start = starts.randomElement(using: &chance) else { break }
      let at = start + Int.random(in: 0..<300, using: &chance)
      bytes[at] = UInt8.random(in: 32...126, using: &chance)
      return at
    }
    return place
  }

  private func fill(_ bytes: inout [UInt8], _ size: Int, _ place: Int, _ byte: () -> UInt8) -> Int {
    let start = place / size * size
    for at in start..<min(start + size, bytes.count) { bytes[at] = byte() }
    return start
  }

  /// The ends of the range more often than chance would have them.
  private static func byte(_ chance: inout Seeded) -> UInt8 {
    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &chance).map { end in
      Bool.random(using: &chance) ? end : UInt8.random(in: 0...255, using: &chance)
    } ?? 0
  }
}
