import Records
import Testing

extension EndToEnd {
  /// Label sets as they really changed, where the data lies beside the package.
  @Suite("real taxonomies", .enabled(if: EndToEnd.hasSharedData, "there is no ../shared/data"))
  struct RealTaxonomiesTests {
    private static func file(_ name: String) throws -> [UInt8] {
      try Program.run(["/bin/cat", "\(EndToEnd.sharedData)/\(name)"]).output
    }

    private static func lines(_ name: String) throws -> [String] {
      String(decoding: try file(name), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }

    private static func jsonLines(_ rows: [JSON]) -> [UInt8] { rows.flatMap { $0.utf8() + [UInt8(ascii: "\n")] } }

    private func writeTask(
      _ workspace: Workspace, show field: String, ask question: String, policy: String = ""
    ) throws {
      try workspace.write("title: Codes\n\(policy)", to: "tasks/codes/task.yaml")
      try workspace.write(
        "version: 1\nshow:\n  - {field: \(field)}\nask:\n  - \(question)\n", to: "tasks/codes/ui.yaml")
    }

    // MARK: NAICS

    /// The codes and the concordance of one of the official tables, as CSV files of the task.
    private func writeConcordance(_ workspace: Workspace, _ name: String, from old: Int, to new: Int) throws {
      // Two title rows stand above the header.
      let bytes = try Self.file("naics-2007-2012-2017/\(name)").split(separator: UInt8(ascii: "\n")).dropFirst(2)
      var reader = try CSVReader(BytesInMemory(Array(bytes.joined(separator: [UInt8(ascii: "\n")])) + [10]))
      var rows: [[String]] = []
      while let row = try reader.next() { rows.append(try row.cells.get()) }
      try #require(rows.count > 1000)
      for (version, column) in [(new, 0), (old, 2)] where !workspace.has("tasks/codes/codes-\(version).csv") {
        var seen: Set<String> = []
        let codes = rows.filter { seen.insert($0[column]).inserted }
          .map { "\($0[column]),\"\($0[column + 1].filter { $0 != "\"" && $0 != "\n" })\"\r\n" }
        try workspace.write("code,title\r\n" + codes.joined(), to: "tasks/codes/codes-\(version).csv")
      }
      try workspace.write(
        "\(old) code,\(new) code\n" + rows.map { "\($0[2]),\($0[0])\n" }.joined(),
        to: "tasks/codes/\(old)-to-\(new).csv")
    }

    @Test("NAICS 2007 to 2012 to 2017: of 1,175 old codes 1,165 reach one code of 2017, 9 two, 1 five")
    func naics() throws {
      let workspace = try Workspace()
      try writeTask(workspace, show: "business", ask: "{id: industry, kind: choice, prompt: Which industry is it?}")
      try writeConcordance(workspace, "2012_to_2007_NAICS.dump.csv", from: 2007, to: 2012)
      try writeConcordance(workspace, "2017_to_2012_NAICS.dump.csv", from: 2012, to: 2017)
      let years = [2007, 2012, 2017]
      for (index, year) in years.enumerated() {
        let from =
          index == 0
          ? ""
          : """
          from:
            version: \(index)
            concordance: {file: \(years[index - 1])-to-\(year).csv, old: "\(years[index - 1]) code", new: "\(year) code"}

          """
        try workspace.write(
          "version: \(index + 1)\nlabels: {file: codes-\(year).csv, id: code, title: title}\n\(from)",
          to: "tasks/codes/taxonomy.yaml")
        try workspace.require(workspace.scholium("check", "codes"))
        try workspace.require(workspace.scholium("publish", "codes"))
      }
      let forward = try workspace.require(workspace.scholium("map", "codes", "--from", "1", "--to", "3", "--json")).json
      let labels = try #require(forward["labels"]?.array)
      #expect(labels.count == 1175)
      var reached: [Int: Int] = [:]
      for label in labels { reached[label["to"]?.array?.count ?? 0, default: 0] += 1 }
      #expect(reached == [1: 1165, 2: 9, 5: 1])
      #expect(labels.count { $0["kind"] == "exact" } == 1165)
      #expect(forward["uncovered"]?.array?.isEmpty == true)
      let backward = try workspace.require(workspace.scholium("map", "codes", "--from", "3", "--to", "1", "--json"))
        .json
      let pairs = labels.reduce(0) { $0 + ($1["to"]?.array?.count ?? 0) }
      #expect((backward["labels"]?.array ?? []).reduce(0) { $0 + ($1["to"]?.array?.count ?? 0) } == pairs)
    }

    // MARK: GoEmotions

    @Test("GoEmotions 28 to 7 to 4 labels: 5,426 rows, each as its authors relabelled it")
    func goEmotions() throws {
      let workspace = try Workspace()
      try writeTask(
        workspace, show: "text", ask: "{id: emotions, kind: choices, min: 0, prompt: Which emotions does it express?}")
      let folder = "goemotions-taxonomies"
      let names = ["original", "ekman", "group"]
      let labels = try names.map { try Self.lines("\(folder)/\($0)-labels.txt").filter { !$0.isEmpty } }
      let ekman = try JSONParser.parse(try Self.file("\(folder)/ekman_mapping.json"), limits: .row)
      let group = try JSONParser.parse(try Self.file("\(folder)/sentiment_dict.json"), limits: .row)
      for (index, set) in labels.enumerated() {
        var text = "version: \(index + 1)\nlabels:\n" + set.map { "  - {id: \($0)}\n" }.joined()
        if index > 0 { text += "from:\n  version: \(index)\n  changes:\n" }
        // From 28 to 7 by the authors' table, from 7 to 4 by where each of the seven's members go.
        let merges: [(String, [String])] =
          switch index {
          case 1: (ekman.object ?? JSONObject([])).map { ($0.key, ($0.value.array ?? []).compactMap(\.string)) }
          case 2:
            (group.object ?? JSONObject([])).map { target in
              let members = Set((target.value.array ?? []).compactMap(\.string))
              return (
                target.key,
                (ekman.object ?? JSONObject([])).filter {
                  $0.value.array?.first?.string.map { members.contains($0) } ?? false
                }
                .map(\.key)
              )
            }
          default: []
          }
        for (target, sources) in merges where sources != [target] {
          text +=
            sources.count == 1
            ? "    - {rename: \(sources[0]), to: \(target)}\n"
            : "    - {merge: [\(sources.joined(separator: ", "))], to: \(target)}\n"
        }
        try workspace.write(text, to: "tasks/codes/taxonomy.yaml")
        try workspace.require(workspace.scholium("publish", "codes"))
      }
      let tables = try names.map { name in
        try Self.lines("\(folder)/\(name)-dev.tsv").filter { !$0.isEmpty }
          .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
      }
      func values(_ row: Int, _ version: Int) -> [String] {
        tables[version][row][1].split(separator: ",").compactMap { Int($0) }.map { labels[version][$0] }
      }
      let rows = tables[0].indices.map { row -> JSON in
        [
          "data": ["text": .string(tables[0][row][0]), "comment": .string(tables[0][row][2])], "annotator": "authors",
          "ui_version": 1, "taxonomy_version": 1, "status": "answered",
          "answer": ["emotions": .array(values(row, 0).map { .string($0) })],
        ]
      }
      try workspace.write(Self.jsonLines(rows), to: "responses.jsonl")
      let told = try workspace.require(
        workspace.scholium("import", "codes", "responses.jsonl", "--format", "responses", "--json", seconds: 240)
      ).json
      #expect(told["added"]?.int == 5426)
      for version in [1, 2] {
        let exported = try workspace.require(
          workspace.scholium("export", "codes", "--taxonomy", "\(version + 1)", seconds: 240)
        ).rows
        let byComment = Dictionary(
          exported.map { ($0["data"]?["comment"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        let equal = tables[0].indices.count { row in
          let answer = byComment[tables[0][row][2]]?["answer"]?["emotions"]?.array
          return answer.map { Set($0.compactMap(\.string)) == Set(values(row, version)) } ?? false
        }
        #expect(equal == 5426)
      }
    }

    // MARK: Weibo

    /// The messages of a file in the CoNLL form, each a list of characters and tags.
    private static func messages(_ name: String, hasDigits: Bool) throws -> [[(token: String, tag: String)]] {
      var messages: [[(token: String, tag: String)]] = [[]]
      for line in try lines(name) {
        let parts = line.split(separator: "\t").map(String.init)
        if parts.count == 2 {
          messages[messages.count - 1].append((hasDigits ? String(parts[0].dropLast()) : parts[0], parts[1]))
        } else if messages.last?.isEmpty == false {
          messages.append([])
        }
      }
      return messages.filter { !$0.isEmpty }
    }

    private static func spans(_ tags: [String], lengths: [Int]) -> [JSON] {
      var spans: [JSON] = []
      var offset = 0
      var open: (start: Int, label: String)?
      func close() {
        if let span = open {
          spans.append([
            "field": "text", "start": .number(JSONNumber(span.start)), "end": .number(JSONNumber(offset)),
            "label": .string(span.label),
          ])
        }
        open = nil
      }
      for (tag, length) in zip(tags, lengths) {
        if !tag.hasPrefix("I-") || open?.label != String(tag.dropFirst(2)) {
          close()
          if tag != "O" { open = (offset, String(tag.dropFirst(2))) }
        }
        offset += length
      }
      close()
      return spans
    }

    @Test("Weibo NER: both annotations of 270 messages, as answers in two taxonomy versions")
    func weibo() throws {
      let workspace = try Workspace()
      try writeTask(
        workspace, show: "text",
        ask: "{id: entities, kind: spans, fields: [text], prompt: Mark the names and mentions.}",
        policy: "policy: {overlap: 2}\n")
      let types = ["PER.NAM", "PER.NOM", "LOC.NAM", "LOC.NOM", "ORG.NAM", "ORG.NOM", "GPE.NAM"]
      let first = "labels:\n" + types.map { "  - {id: \($0)}\n" }.joined()
      try workspace.write("version: 1\n" + first, to: "tasks/codes/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "codes"))
      try workspace.write(
        "version: 2\n" + first + "  - {id: GPE.NOM}\nfrom: {version: 1, changes: [{add: GPE.NOM}]}\n",
        to: "tasks/codes/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "codes"))

      let folder = "weibo-ner-two-versions"
      let old = try Self.messages("\(folder)/weiboNER.conll.dev", hasDigits: false)
      let new = try Self.messages("\(folder)/weiboNER_2nd_conll.dev", hasDigits: true)
      try #require(old.count == 270 && new.count == 270)
      var rows: [JSON] = []
      var spans: [[String: [JSON]]] = []
      for (index, (before, after)) in zip(old, new).enumerated() {
        try #require(before.count == after.count)
        // The second version's text is valid UTF-8; both annotations are of the same characters.
        let lengths = after.map { $0.token.unicodeScalars.count }
        let data: JSON = [
          "number": .number(JSONNumber(index)), "text": .string(after.map(\.token).joined()),
        ]
        let both = ["first": (1, before.map(\.tag)), "second": (2, after.map(\.tag))]
        var given: [String: [JSON]] = [:]
        for (name, (taxonomy, tags)) in both.sorted(by: { $0.key < $1.key }) {
          given[name] = Self.spans(tags, lengths: lengths)
          rows.append([
            "data": data, "annotator": .string(name), "ui_version": 1,
            "taxonomy_version": .number(JSONNumber(taxonomy)), "status": "answered",
            "answer": ["entities": .array(given[name] ?? [])],
          ])
        }
        spans.append(given)
      }
      try workspace.write(Self.jsonLines(rows), to: "responses.jsonl")
      let told = try workspace.require(
        workspace.scholium("import", "codes", "responses.jsonl", "--format", "responses", "--json")
      ).json
      #expect(told["added"]?.int == 540)

      let mentions = spans.reduce(into: (first: 0, second: 0, new: 0)) { sum, given in
        sum.first += given["first"]?.count ?? 0
        sum.second += given["second"]?.count ?? 0
        sum.new += given["second"]?.count { $0["label"] == "GPE.NOM" } ?? 0
      }
      #expect(mentions == (first: 305, second: 389, new: 1))

      // What both could say is held against each other, span by span; what the first version had no word for is unknown of
      // its answers, and only the second says it.
      let agreed = spans.map { given in
        let first = Set(given["first"] ?? [])
        return first.symmetricDifference(given["second"] ?? []).allSatisfy { $0["label"] == "GPE.NOM" }
      }
      #expect(agreed.count { $0 } == 196)
      let exported = try workspace.require(workspace.scholium("export", "codes", "--taxonomy", "2")).rows
      #expect(exported.count == 270)
      for row in exported {
        let index = try #require(row["data"]?["number"]?.int)
        let mapping = (row["from"]?.array ?? []).map {
          "\($0["taxonomy_version"]?.int ?? 0) \($0["mapping"]?["entities"]?.string ?? "")"
        }
        #expect(mapping == ["1 unknown", "2 exact"])
        #expect(row["status"]?["entities"] == (agreed[index] ? "settled" : "disputed"))
        let answer = row["answer"]?["entities"]?.array
        #expect(agreed[index] ? answer.map { Set($0) } == Set(spans[index]["second"] ?? []) : answer == nil)
      }
      let before = try workspace.require(workspace.scholium("export", "codes", "--taxonomy", "1")).rows
      for row in before {
        let index = try #require(row["data"]?["number"]?.int)
        let saysNew = spans[index]["second"]?.contains { $0["label"] == "GPE.NOM" } ?? false
        let second = (row["from"]?.array ?? []).first { $0["taxonomy_version"] == 2 }
        #expect(second?["mapping"]?["entities"] == (saysNew ? "unknown" : "exact"))
      }
    }
  }
}
