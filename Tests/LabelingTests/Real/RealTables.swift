import FoundationEssentials
import Labeling
import Records
import Testing

/// Official tables as they are out there, where they lie beside the checkout.
enum RealTables {
  private static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/../shared/data"
  }()

  static let areThere = FileManager.default.fileExists(atPath: root)
  static let comment: Comment = "there is no ../shared/data"

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
  }

  /// The rows of a CSV file below its header: the first line that begins with this text, whatever stands above.
  static func rows(_ path: String, header name: String) throws -> [[String]] {
    let lines = try bytes(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let below = lines.drop {
      !String(decoding: $0.prefix(64), as: UTF8.self).split(separator: ",").contains { $0.contains(name) }
    }
    var reader = try CSVReader(BytesInMemory([UInt8](below.joined(separator: [UInt8(ascii: "\n")]))))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(try row.cells.get()) }
    return rows
  }

  static func lines(_ path: String) throws -> [String] {
    String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static func json(_ path: String) throws -> JSON {
    try JSONParser.parse(String(decoding: try bytes(path), as: UTF8.self))
  }

  static func taxonomy(_ version: Int, _ codes: some Sequence<String>, from lineage: [Lineage] = []) -> Taxonomy {
    Taxonomy(
      version: version, labels: Set(codes).sorted().map { Label(id: LabelID($0), title: $0) }, lineage: lineage)
  }

  /// A concordance of pairs (old, new), where an empty text is no code.
  static func concordance(_ pairs: [(String, String)], unlisted: Concordance.Unlisted = .refuse) -> Concordance {
    func id(_ code: String) -> LabelID? { code.isEmpty ? nil : LabelID(code) }
    return Concordance(rows: pairs.map { .init(old: id($0.0), new: id($0.1)) }, unlisted: unlisted)
  }

  /// All pairs (old, new) of a relation.
  static func pairs(_ relation: Relation) -> Set<[String]> {
    Set(relation.source.ids.flatMap { old in relation.images(of: old).map { [old.rawValue, $0.rawValue] } })
  }

  static func faults(_ graph: VersionGraph) -> [String] {
    graph.versions.flatMap { child in
      child.lineage.indices.flatMap { place in
        graph[child.lineage[place].parent].map { child.lineageFaults(from: $0, lineage: place).map(\.message) } ?? []
      }
    }
  }
}
