import Canvas
import Testing
import Workbench

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Frames kept as text, to be looked at and compared. `SCHOLIUM_UPDATE_GOLDENS=1` writes them anew.
enum Golden {
  static let sizes = [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

  static func check(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let path = folder + "\(name)-\(frame.size.columns)x\(frame.size.rows).txt"
    let text = frame.text + "\n"
    if getenv("SCHOLIUM_UPDATE_GOLDENS") != nil { write(text, to: path) }
    let kept = read(path)
    #expect(kept == text, "\(path) is no longer what is drawn", sourceLocation: sourceLocation)
  }

  private static var folder: String {
    String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex)) + "/Goldens/"
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }
}
