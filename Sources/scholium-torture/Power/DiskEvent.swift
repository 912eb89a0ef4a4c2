/// What of a trace a disk, or the people at the program, came to know.
enum DiskEvent: Equatable {
  case created(String)
  case wrote(String, at: Int, [UInt8])
  case resized(String, to: Int)
  /// What was written before the call began is on the disk when it is done.
  case synced(String)
  case folderSynced(String)
  case removed(String)
  case renamed(String, to: String)
  /// A second name.
  case linked(String, to: String)
  /// Told on standard output.
  case said([UInt8])

  var isSync: Bool {
    switch self {
    case .synced, .folderSynced: true
    default: false
    }
  }
}

/// An event and when it happened, as places in the trace.
struct DatedEvent: Equatable {
  let event: DiskEvent
  let began: Int
  let ended: Int
}

/// Reads from a trace what happened to some files.
///
/// A call that would change one of them and is not known here is an error: a rig that overlooks a write shows nothing.
struct DiskEventReader {
  struct NotModelled: Error, CustomStringConvertible {
    let call: String
    let path: String
    var description: String { "\(call) on \(path) is not known to the model of the disk (teach it DiskEventReader)" }
  }

  /// What strace(1) is asked to write down.
  static let traced = [
    "openat", "open", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "truncate",
    "fallocate", "fsync", "fdatasync", "sync_file_range", "unlink", "unlinkat", "rename", "renameat", "renameat2",
    "link", "linkat", "symlink", "symlinkat", "mmap", "copy_file_range", "sendfile",
  ]

  /// The folder that holds the files.
  let folder: String
  /// How the names of the files begin.
  let prefix: String

  func events(of trace: Trace) throws -> [DatedEvent] {
    try trace.calls.compactMap { call in
      guard !call.hasFailed else { return nil }
      return try event(call).map { DatedEvent(event: $0, began: call.began, ended: call.ended) }
    }
  }

  private func event(_ call: SystemCall) throws -> DiskEvent? {
    switch call.name {
    case "openat": try opened(call, path: named(call, 1), flags: call.word(2))
    case "open", "creat": try opened(call, path: named(call, 0), flags: call.word(1))
    case "pwrite64": try written(call, at: call.number(3))
    case "write": try said(call) ?? written(call, at: nil)
    case "ftruncate": call.path(0).flatMap { owned($0) }.map { .resized($0, to: call.number(1) ?? 0) }
    case "fsync", "fdatasync": synced(call)
    case "unlink": named(call, 0).map { .removed($0) }
    case "unlinkat": named(call, 1).map { .removed($0) }
    case "link": try linked(call, named(call, 0), named(call, 1))
    case "rename": try renamed(call, named(call, 0), named(call, 1))
    case "renameat", "renameat2": try renamed(call, named(call, 1), named(call, 3))
    case "mmap": try mapped(call)
    // It starts writing and promises nothing.
    case "sync_file_range": nil
    default: try refuse(call)
    }
  }

  /// The path if it is one of our files.
  private func owned(_ path: String) -> String? { path.hasPrefix("\(folder)/\(prefix)") ? path : nil }

  private func named(_ call: SystemCall, _ index: Int) -> String? {
    call.bytes(index).flatMap { owned(String(decoding: $0, as: UTF8.self)) }
  }

  private func opened(_ call: SystemCall, path: String?, flags: String?) throws -> DiskEvent? {
    guard let path, let flags else { return nil }
    if flags.contains("O_TRUNC") { throw NotModelled(call: "open with O_TRUNC", path: path) }
    return flags.contains("O_CREAT") ? .created(path) : nil
  }

  private func written(_ call: SystemCall, at offset: Int?) throws -> DiskEvent? {
    guard let path = call.path(0).flatMap({ owned($0) }), let bytes = call.bytes(1) else { return nil }
    guard let offset else { throw NotModelled(call: call.name, path: path) }
    return .wrote(path, at: offset, Array(bytes.prefix(call.result)))
  }

  private func said(_ call: SystemCall) -> DiskEvent? {
    guard case .descriptor(1, let path)? = call.arguments.first, path.hasPrefix("pipe:") else { return nil }
    return call.bytes(1).map { .said(Array($0.prefix(call.result))) }
  }

  private func synced(_ call: SystemCall) -> DiskEvent? {
    guard let path = call.path(0) else { return nil }
    if path == folder { return .folderSynced(path) }
    return owned(path).map { .synced($0) }
  }

  private func renamed(_ call: SystemCall, _ old: String?, _ new: String?) throws -> DiskEvent? {
    switch (old, new) {
    case (nil, nil): nil
    case (let old?, let new?): .renamed(old, to: new)
    case (let path?, nil), (nil, let path?): throw NotModelled(call: "\(call.name) across the names known", path: path)
    }
  }

  private func linked(_ call: SystemCall, _ old: String?, _ new: String?) throws -> DiskEvent? {
    switch (old, new) {
    case (nil, nil): nil
    case (let old?, let new?): .linked(old, to: new)
    case (let path?, nil), (nil, let path?): throw NotModelled(call: "link across the names known", path: path)
    }
  }

  /// What is written through memory appears in no trace; only what does not outlive a power cut anyway may be.
  private func mapped(_ call: SystemCall) throws -> DiskEvent? {
    guard let path = call.path(4).flatMap({ owned($0) }), !path.hasSuffix(Disk.sharedMemory) else { return nil }
    let isWritten = call.word(2)?.contains("PROT_WRITE") ?? true
    if isWritten, call.word(3)?.contains("MAP_SHARED") ?? true { throw NotModelled(call: "a shared mmap", path: path) }
    return nil
  }

  private func refuse(_ call: SystemCall) throws -> DiskEvent? {
    for index in call.arguments.indices {
      if let path = call.path(index).flatMap({ owned($0) }) ?? named(call, index) {
        throw NotModelled(call: call.name, path: path)
      }
    }
    return nil
  }
}
