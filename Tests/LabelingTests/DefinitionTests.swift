import Labeling
import Records
import Testing

@Suite("definitions")
struct DefinitionTests {
  private func stored(_ definition: some Definition) throws -> JSON {
    try JSONParser.parse(definition.canonical.canonical())
  }

  @Test func whatIsStoredIsReadBack() throws {
    #expect(try UserInterface(version: 2, edition: 1, canonical: stored(Samples.ui)) == Samples.ui)
    #expect(try Taxonomy(version: 1, canonical: stored(Samples.taxonomy)) == Samples.taxonomy)
    #expect(try Schema(version: 1, canonical: stored(Samples.schema)) == Samples.schema)
    #expect(try Schema(version: 0, canonical: stored(Schema.open)) == Schema.open)
    #expect(try Policy(canonical: stored(Samples.policy)) == Samples.policy)
  }

  /// Digests are kept for good: if these change, every published version is lost.
  @Test func digestsStay() {
    #expect(Samples.taxonomy.digest.description == "c667c49ac347a26061022b8bf73156a8fbfc092f007133b82abf8c6f3a0fd5a9")
    #expect(Samples.ui.digest.description == "fa223f02c711ae2b53069e2204850d4c30bd7babf0c31748838bd9300fdc9537")
  }

  @Test func theNumberIsNotPartOfTheIdentity() {
    var ui = Samples.ui
    ui.version = 9
    ui.edition = 2
    #expect(ui.digest == Samples.ui.digest)
    #expect(Samples.taxonomy.edited(version: 9) { _ in }.digest == Samples.taxonomy.digest)
  }

  @Test func everythingElseIs() {
    var ui = Samples.ui
    ui.guidelines += "\n"
    #expect(ui.digest != Samples.ui.digest)
    #expect(Samples.taxonomy.edited { $0.swapAt(0, 1) }.digest != Samples.taxonomy.digest)
    let cameFrom = Samples.taxonomy.edited(from: [Lineage(parent: 7)]) { _ in }
    #expect(cameFrom.digest != Samples.taxonomy.digest)
    var policy = Samples.policy
    policy.lease += 1
    #expect(policy.digest != Samples.policy.digest)
  }

  @Test(arguments: ["{}", "[]", #"{"labels": {}}"#, #"{"labels": [{"id": "a"}]}"#, #"{"labels": [1]}"#])
  func whatIsNoTaxonomyIsAnError(text: String) throws {
    let json = try JSONParser.parse(text)
    #expect(throws: DefinitionError.self) { try Taxonomy(version: 1, canonical: json) }
  }

  @Test func unknownKindsNameTheirRemedy() throws {
    let json = try JSONParser.parse(#"{"ask": [{"id": "q", "kind": "ranking", "prompt": ""}], "show": []}"#)
    #expect {
      try UserInterface(version: 1, edition: 1, canonical: json)
    } throws: {
      "\($0)" == "a stored ui definition cannot be read: a question of the unknown kind 'ranking' "
        + "(it may come from a newer scholium; update this one)"
    }
  }

  @Test func onlyWordingMayDifferInAnEdition() {
    var reworded = Samples.ui
    reworded.ask[0].prompt = "Which one?"
    reworded.guidelines = ""
    #expect(reworded.differsOnlyInWording(from: Samples.ui))
    var reordered = Samples.ui
    reordered.show.swapAt(0, 1)
    #expect(!reordered.differsOnlyInWording(from: Samples.ui))
    var faster = Samples.ui
    faster.ask[0].advancesAutomatically = false
    #expect(!faster.differsOnlyInWording(from: Samples.ui))
  }
}

@Suite("what changed")
struct DefinitionDiffTests {
  private func changes(_ edit: (inout [Label]) -> Void) -> [String] {
    DefinitionDiff(from: Samples.taxonomy, to: Samples.taxonomy.edited(edit)).changes
  }

  @Test func nothing() {
    #expect(changes { _ in } == [])
  }

  @Test func aValue() {
    #expect(changes { $0[0].title = "Funny" } == ["labels[comedy].title: \"Comedy\" -> \"Funny\""])
  }

  @Test func addedAndRemoved() {
    #expect(changes { $0[1].key = "s" } == ["labels[speculative].key: \"s\" was added"])
    #expect(changes { $0[0].key = nil } == ["labels[comedy].key: \"c\" was removed"])
    #expect(
      changes { $0.append(Label(id: LabelID("western"), title: "Western")) }
        == ["labels[western]: {\"id\":\"western\",\"title\":\"Western\"} was added"])
  }

  @Test func theOrder() {
    #expect(changes { $0.swapAt(0, 1) } == ["labels: the order changed"])
  }

  @Test func longValuesAreCut() throws {
    let line = try #require(changes { $0[0].description = String(repeating: "x", count: 500) }.first)
    #expect(line.hasSuffix("..."))
    #expect(line.unicodeScalars.count < 150)
  }
}
