import FoundationEssentials

/// Whole files.
enum Bytes {
  static func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// The files of a folder that outlive the process, by path.
  static func files(in folder: String, prefix: String) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix(prefix) && !$0.hasSuffix(Disk.sharedMemory)
    }
    return Dictionary(uniqueKeysWithValues: try names.map { ("\(folder)/\($0)", try read("\(folder)/\($0)")) })
  }
}
