/// The files of a queue on a disk that may lose power: what is there for certain, and what is on its way.
///
/// A name is on the disk for certain once its folder was synced, whatever a file system promises beyond that. What
/// happened to names since then survives in order up to some moment, as journals keep it, or (stricter than file systems
/// that people use) each change by itself; a rename is there whole or not at all.
struct Disk {
  /// The end of the name of SQLite's shared memory, which outlives no power cut (sqlite.org/walformat.html).
  static let sharedMemory = "-shm"

  private enum NameChange {
    case bound(String, to: Int)
    case removed(String)
    case renamed(String, to: String, file: Int)
  }

  private var files: [DiskFile] = []
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pendingNames: [(change: NameChange, place: Int)] = []
  /// The file that a name stood for when it was removed: a descriptor may still be open on it.
  private var removed: [String: Int] = [:]

  /// A disk that holds these files for certain.
  init(_ contents: [String: [UInt8]] = [:]) {
    for (name, content) in contents.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(Self.sharedMemory) {
      names[name] = files.count
      files.append(DiskFile(content))
    }
    durableNames = names
  }

  /// As the running program sees it.
  var current: [String: [UInt8]] { names.mapValues { files[$0].current } }

  /// True where writes to a file may still be lost.
  func isUnsynced(_ name: String) -> Bool { names[name].map { !files[$0].pending.isEmpty } ?? false }

  /// Takes in what happened.
  ///
  /// - Returns: false if a power cut finds the same disk after it as before.
  mutating func apply(_ dated: DatedEvent) -> Bool {
    switch dated.event {
    case .said: return false
    case .created(let name):
      guard !name.hasSuffix(Self.sharedMemory), names[name] == nil else { return false }
      names[name] = files.count
      pendingNames.append((.bound(name, to: files.count), dated.ended))
      files.append(DiskFile())
    case .wrote(let name, let offset, let bytes):
      guard let file = file(name) else { return false }
      files[file].write(bytes, at: offset, place: dated.ended)
    case .resized(let name, let size):
      guard let file = file(name) else { return false }
      files[file].resize(to: size, place: dated.ended)
    case .synced(let name):
      guard let file = file(name) else { return false }
      files[file].sync(before: dated.began)
    case .folderSynced:
      let reached = pendingNames.prefix { $0.place < dated.began }
      for entry in reached { Self.apply(entry.change, to: &durableNames) }
      pendingNames.removeFirst(reached.count)
    case .removed(let name):
      guard let file = names.removeValue(forKey: name) else { return false }
      removed[name] = file
      pendingNames.append((.removed(name), dated.ended))
    case .linked(let old, let new):
      guard let file = names[old] else { return false }
      names[new] = file
      pendingNames.append((.bound(new, to: file), dated.ended))
    case .renamed(let old, let new):
      guard let file = names.removeValue(forKey: old) else { return false }
      names[new] = file
      pendingNames.append((.renamed(old, to: new, file: file), dated.ended))
    }
    return true
  }

  /// What a power cut leaves.
  func cut(using chance: inout some RandomNumberGenerator) -> Wreck {
    var wreck = Wreck()
    for (name, file) in namesAfterCut(into: &wreck, using: &chance).sorted(by: { $0.key < $1.key }) {
      wreck.files[name] = files[file].afterCut(into: &wreck, using: &chance)
    }
    return wreck
  }

  private func file(_ name: String) -> Int? { names[name] ?? removed[name] }

  private func namesAfterCut(
    into wreck: inout Wreck, using chance: inout some RandomNumberGenerator
  ) -> [String: Int] {
    var result = durableNames
    guard !pendingNames.isEmpty else { return result }
    let isInOrder = Bool.random(using: &chance)
    let reached = Int.random(in: 0...pendingNames.count, using: &chance)
    for (index, entry) in pendingNames.enumerated() {
      if isInOrder ? index < reached : Bool.random(using: &chance) {
        Self.apply(entry.change, to: &result)
      } else {
        wreck.namesUndone += 1
      }
    }
    return result
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    switch change {
    case .bound(let name, let file): names[name] = file
    case .removed(let name): names[name] = nil
    case .renamed(let old, let new, let file):
      if names[old] == file { names[old] = nil }
      names[new] = file
    }
  }
}
