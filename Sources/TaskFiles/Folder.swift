import Glibc

/// The names in a folder.
enum Folder {
  /// Sorted by scalars, without those that start with a dot; nil if there is no such folder or it can't be read, and
  /// `errno` says why.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer {
      let reason = errno
      closedir(folder)
      errno = reason
    }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    // The rest of a folder that cannot be read is not the end of it.
    guard errno == 0 else { return nil }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
