import FoundationEssentials

/// What a power cut left of the files, and how much it took.
struct Wreck {
  var files: [String: [UInt8]] = [:]
  /// Writes of which nothing, and of which only some sectors, came to the disk.
  var writesLost = 0
  var writesTorn = 0
  var namesUndone = 0

  /// Lays the files down in a folder under their own names.
  func lay(in folder: String, using chance: inout some RandomNumberGenerator) throws {
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (path, bytes) in files {
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(Self.name(path))"))
      // What SQLite's shared memory is after a power cut nobody knows.
      if path.hasSuffix(".sqlite"), Bool.random(using: &chance) {
        let garbage = (0..<Int.random(in: 1...40000, using: &chance)).map { _ in
          UInt8.random(in: 0...255, using: &chance)
        }
        try Data(garbage).write(to: URL(filePath: "\(folder)/\(Self.name(path))\(Disk.sharedMemory)"))
      }
    }
  }

  private static func name(_ path: String) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
  }
}

extension DiskFile {
  /// What of the file is on the disk after a power cut.
  func afterCut(into wreck: inout Wreck, using chance: inout some RandomNumberGenerator) -> [UInt8] {
    guard !pending.isEmpty else { return durable }
    let all = pending.count
    let size: Int
    var moments = [Int](repeating: 0, count: 1 + longest / Self.sector)
    switch Int.random(in: 0..<6, using: &chance) {
    case 0: size = 0
    case 1:
      size = all
      for sector in moments.indices { moments[sector] = all }
    case 2, 3:
      // The disk was in the middle of one change, and done with those before.
      let last = Int.random(in: 0..<all, using: &chance)
      size = last + Int.random(in: 0...1, using: &chance)
      for sector in moments.indices { moments[sector] = last + Int.random(in: 0...1, using: &chance) }
    default:
      size = Int.random(in: 0...all, using: &chance)
      for sector in moments.indices { moments[sector] = Int.random(in: 0...all, using: &chance) }
    }
    tally(moments, into: &wreck)
    return content(size: size) { moments[$0] }
  }

  /// The most bytes that the file held since the last sync.
  private var longest: Int {
    pending.reduce(durable.count) { longest, entry in
      switch entry.change {
      case .wrote(let offset, let bytes): max(longest, offset + bytes.count)
      case .resized(let size): max(longest, size)
      }
    }
  }

  private func tally(_ moments: [Int], into wreck: inout Wreck) {
    for (index, entry) in pending.enumerated() {
      guard case .wrote(let offset, let bytes) = entry.change, !bytes.isEmpty else { continue }
      let sectors = offset / Self.sector...(offset + bytes.count - 1) / Self.sector
      switch sectors.count(where: { moments[$0] > index }) {
      case 0: wreck.writesLost += 1
      case sectors.count: break
      default: wreck.writesTorn += 1
      }
    }
  }
}
