import Glibc
import TaskFiles

/// Makes a workspace with one sample task. Never writes over anything.
public enum Initializing {
  /// Writes the sample into a folder, which is made if it is not there; returns the paths written, from the folder.
  public static func make(_ folder: String) throws(OperationError) -> [String] {
    let files = SampleTask.files
    for file in files where exists("\(folder)/\(file.path)") {
      throw .cannotWrite(
        path: "\(folder)/\(file.path)", why: "it is there already, and nothing was changed (choose another folder)")
    }
    for file in files {
      try makeFolders(of: "\(folder)/\(file.path)")
      try write(file.bytes, to: "\(folder)/\(file.path)")
    }
    return files.map(\.path)
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func makeFolders(of path: String) throws(OperationError) {
    for index in path.indices where path[index] == "/" && index > path.startIndex {
      let folder = String(path[..<index])
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST || errno == EISDIR else {
        throw .cannotWrite(path: folder, system: errno)
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(OperationError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, system: errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else {
        throw .cannotWrite(path: path, system: errno)
      }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
