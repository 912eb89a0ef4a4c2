import Glibc
import Labeling

/// A throwaway workspace for looking around.
public enum Demo {
  public static let task = TaskName("genre")

  /// Makes the sample workspace in a new temporary folder and returns its path.
  public static func makeWorkspace() throws(OperationError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/scholium-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .cannotWrite(path: parent, system: errno)
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = try Initializing.make(folder)
    return folder
  }
}
