import Labeling
import Records

extension Build {
  /// The fields of an example that an answer under this build is about.
  public var shownFields: [String] {
    let named = ui.show.map(\.field) + ask.flatMap(\.kind.fields)
    var seen: Set<String> = []
    return named.filter { seen.insert($0).inserted }
  }

  /// True where an example looks the same here with either content, so that an answer about one is about the other.
  ///
  /// - Parameters:
  ///   - old: the row that was shown, UTF-8 JSON.
  ///   - new: the row as it is now.
  public func showsTheSame(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    guard old != new else { return true }
    guard let old = try? JSONParser.parse(old), let new = try? JSONParser.parse(new) else { return false }
    return shownFields.allSatisfy { old[$0] == new[$0] }
  }
}
