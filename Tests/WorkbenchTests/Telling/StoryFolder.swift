#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder with a folder for each story. `SCHOLIUM_UPDATE_GOLDENS=1` writes the screens anew.
enum StoryFolder {
  static let isUpdating = getenv("SCHOLIUM_UPDATE_GOLDENS") != nil

  static let path: String = {
    let here = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(here)/Stories/"
  }()

  /// The names of all stories, sorted.
  static let names: [String] = entries(of: path).filter { !$0.hasPrefix(".") }.sorted()

  static func entries(of folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func read(_ file: String) -> String? {
    guard let stream = fopen(path + file, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to file: String) {
    guard let stream = fopen(path + file, "w") else { return }
    fputs(text, stream)
    fclose(stream)
  }

  static func remove(_ file: String) { unlink(path + file) }
}
