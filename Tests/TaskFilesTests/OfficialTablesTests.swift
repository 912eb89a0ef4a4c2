import Glibc
import Labeling
import Records
import TaskFiles
import Testing

/// Official code lists as they are out there, where they lie beside the package.
@Suite(.enabled(if: OfficialTables.areThere, "there is no ../shared/data"))
struct OfficialTablesTests {
  /// NAICS 2007 -> 2012 -> 2017: of 1,175 codes 1,165 reach one code of 2017, 9 reach two and 1 five.
  @Test func industriesOverThreeVersions() throws {
    let workspace = try TemporaryWorkspace()
    let earlier = try OfficialTables.naics("2012_to_2007_NAICS.dump.csv")
    let later = try OfficialTables.naics("2017_to_2012_NAICS.dump.csv")
    let lists = [
      try OfficialTables.codes(earlier, column: "2007 NAICS Code"),
      try OfficialTables.codes(earlier, column: "2012 NAICS Code"),
      try OfficialTables.codes(later, column: "2017 NAICS Code"),
    ]
    #expect(lists.map { $0.count } == [1175, 1065, 1057])
    try workspace.write("tasks/genre/2012.csv", bytes: earlier)
    try workspace.write("tasks/genre/2017.csv", bytes: later)
    var versions: [Taxonomy] = []
    for (index, codes) in lists.enumerated() {
      try workspace.write("tasks/genre/codes.csv", "code\n" + codes.map { "\($0)\n" }.joined())
      var yaml = "version: \(index + 1)\nlabels: {file: codes.csv, id: code}\n"
      if index > 0 {
        let years = ["2007", "2012", "2017"]
        yaml +=
          "from: {version: \(index), concordance: {file: \(years[index]).csv, old: \(years[index - 1]) NAICS Code, new: \(years[index]) NAICS Code}}\n"
      }
      let compiled = try workspace.task(["taxonomy.yaml": yaml])
      #expect(compiled.faults == [])
      let taxonomy = try #require(compiled.definition?.taxonomy)
      if let parent = versions.last { #expect(taxonomy.lineageFaults(from: parent, lineage: 0) == []) }
      versions.append(taxonomy)
    }
    let relation = try #require(VersionGraph(versions).relation(from: 1, to: 3))
    let reached = Dictionary(grouping: lists[0]) { relation.images(of: LabelID($0)).count }.mapValues(\.count)
    #expect(reached == [1: 1165, 2: 9, 5: 1])
  }

  /// ISO 3166-3: which country codes came after those that were withdrawn.
  @Test func countriesThatAreGone() throws {
    let workspace = try TemporaryWorkspace()
    let json = try JSONParser.parse(try OfficialTables.bytes("iso3166-3-former-countries/iso3166-3-changes.json"))
    let changes = try #require(json.array)
    #expect(changes.count == 31)
    var rows = "old,new\n"
    var codes: Set<String> = []
    for change in changes {
      let old = try #require(change["alpha4"]?.string)
      for new in try #require(change["to"]?.array).compactMap({ $0["alpha2"]?.string }) {
        rows += "\(old),\(new)\n"
        codes.insert(new)
      }
    }
    try workspace.write("tasks/genre/changes.csv", rows)
    try workspace.write("tasks/genre/codes.csv", "code\n" + codes.sorted().map { "\($0)\n" }.joined())
    let compiled = try workspace.task([
      "taxonomy.yaml":
        "version: 2\nlabels: {file: codes.csv, id: code}\nfrom: {version: 1, concordance: {file: changes.csv, old: old, new: new}}\n"
    ])
    #expect(compiled.faults == [])
    let taxonomy = try #require(compiled.definition?.taxonomy)
    let olds = changes.compactMap { $0["alpha4"]?.string }
    let parent = Taxonomy(version: 1, labels: olds.map { Label(id: LabelID($0), title: "") })
    #expect(taxonomy.lineageFaults(from: parent, lineage: 0) == [])
    #expect(taxonomy.declaredRelation(from: parent)?.images(of: "CSHH").sorted() == ["CZ", "SK"])
  }
}

enum OfficialTables {
  static let folder: String = {
    guard let real = realpath(#filePath, nil) else { return "" }
    defer { free(real) }
    let parts = String(cString: real).split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/../shared/data"
  }()

  static let areThere = access(folder, R_OK) == 0

  static func bytes(_ name: String) throws -> [UInt8] {
    guard let file = fopen("\(folder)/\(name)", "r") else { throw TemporaryWorkspace.Failure(name: name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { $1 = fread($0.baseAddress, 1, $0.count, file) }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// A table without the title and the note above its header, and without the empty cells that some rows end with.
  static func naics(_ name: String) throws -> [UInt8] {
    let lines = try bytes("naics-2007-2012-2017/\(name)").split(separator: UInt8(ascii: "\n")).dropFirst(2)
    let empty = Set(", ".utf8)
    return Array(
      lines.map { line in line[..<(line.lastIndex { !empty.contains($0) }.map { $0 + 1 } ?? line.startIndex)] }
        .joined(separator: [UInt8(ascii: "\n")]))
  }

  static func codes(_ table: [UInt8], column: String) throws -> [String] {
    var reader = try CSVReader(BytesInMemory(table))
    guard let place = reader.header.firstIndex(of: column) else { throw TemporaryWorkspace.Failure(name: column) }
    var codes: Set<String> = []
    while let row = try reader.next() { codes.insert(try row.cells.get()[place]) }
    return codes.sorted()
  }
}
