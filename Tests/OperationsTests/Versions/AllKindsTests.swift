import Labeling
import Operations
import Queue
import Records
import Testing

/// Every kind of question through answering, export, and import elsewhere.
@Suite struct AllKindsTests {
  private static let ui = VersionScene.ui(
    1, VersionScene.question("genre", .choice), VersionScene.question("topics", .choices(min: 0, max: 2)),
    VersionScene.question("names", .spans(fields: ["text"], overlap: false)),
    VersionScene.question("better", .pairwise(first: "text", second: "other", tie: true)),
    VersionScene.question("words", .text(maxLength: 20, pattern: nil)))
  private static let taxonomy = VersionScene.taxonomy(1, "comedy horror")
  private static let answer: JSON = [
    "genre": "horror", "topics": ["comedy", "horror"],
    "names": [["field": "text", "start": 0, "end": 5, "label": "comedy"]], "better": "tie", "words": "né\u{301}",
  ]

  @Test func whatIsExportedIsImportedElsewhere() throws {
    let scene = VersionScene()
    try scene.publish(Self.ui, Self.taxonomy)
    try scene.add("alien", "brazil")
    let sitting = try scene.sit("amara")
    try scene.answer(sitting, Self.answer)
    let assignment = try #require(try sitting.claim().assignment)
    _ = try sitting.end(assignment.id, .skipped(reason: "dull"), context: .test, thenNext: false)
    let row = try #require(try scene.rows().first { $0["responses"] == 1 })
    #expect(row["answer"] == Self.answer)
    #expect(
      row["support"]?["names"] == [
        ["field": "text", "start": 0, "end": 5, "label": "comedy", "yes": 1, "no": 0, "unknown": 0]
      ])
    #expect(row["support"]?["better"] == ["tie": 1] && row["support"]?["words"] == ["né\u{301}": 1])

    let elsewhere = VersionScene()
    try elsewhere.publish(Self.ui, Self.taxonomy)
    let text = try scene.lines(.responses, withData: true)
    let first = try elsewhere.load(text)
    #expect(
      first.reasons == [] && first.counts.added == 2 && first.counts.examples == 2 && first.counts.annotators == 1)
    let second = try elsewhere.load(text)
    #expect(second.counts.added == 0 && second.counts.present == 2 && second.counts.revision == first.counts.revision)
    #expect(try elsewhere.rows().map { $0["answer"] } == scene.rows().map { $0["answer"] })
    #expect(try elsewhere.rows(.responses).map { $0["status"] } == ["imported", "skipped"])
  }

  @Test func importingTheOwnExportAddsNothing() throws {
    let scene = VersionScene()
    try scene.publish(Self.ui, Self.taxonomy)
    try scene.add("alien")
    try scene.answer(try scene.sit("amara"), Self.answer)
    let again = try scene.load(try scene.lines(.responses, withData: true))
    #expect(again.reasons == [])
    #expect(again.counts.present == 1 && again.counts.added == 0)
  }

  @Test func stretchesAreHeldAgainstTheText() throws {
    let scene = VersionScene()
    try scene.publish(Self.ui, Self.taxonomy)
    try scene.add("alien")
    let sitting = try scene.sit("amara")
    let assignment = try #require(try sitting.claim().assignment)
    var object = try #require(Self.answer.object)
    object["names"] = [["field": "text", "start": 0, "end": 6, "label": "comedy"]]
    #expect(throws: AnswerError.self) { _ = try sitting.answer(.object(object), to: assignment.id) }
    let row: JSON = [
      "example": .string(assignment.example.description), "annotator": "bo", "ui_version": 1, "taxonomy_version": 1,
      "answer": .object(object),
    ]
    #expect(try scene.load(row.text()).reasons.first?.contains("5 Unicode scalars") == true)
  }

  @Test func aRatingIsANumber() throws {
    let scene = VersionScene()
    let points = (1...3).map { Label(id: LabelID("p\($0)"), title: "", value: JSONNumber($0)) }
    try scene.publish(
      VersionScene.ui(1, VersionScene.question("pain", .rating)), Taxonomy(version: 1, labels: points))
    try scene.add("alien")
    try scene.answer(try scene.sit("amara"), ["pain": 2])
    let row = try #require(try scene.rows().first)
    #expect(row["answer"] == ["pain": 2])
    #expect(row["candidates"] == ["pain": ["p2"]] && row["support"] == ["pain": ["p2": 1]])
  }

  @Test func sidesAreSwappedForHalfOfAllAndTheSameWayAgain() throws {
    let people = (0..<200).map { PersonID("person-\($0)") }
    let example = Digest(of: [1])
    let swapped = people.map { Sides.areSwapped(of: example, for: $0) }
    #expect((60...140).contains(swapped.count { $0 }))
    #expect(people.map { Sides.areSwapped(of: example, for: $0) } == swapped)
    let scene = VersionScene()
    try scene.publish(Self.ui, Self.taxonomy)
    try scene.add("alien")
    let sitting = try scene.sit("amara")
    let assignment = try #require(try sitting.claim().assignment)
    #expect(try sitting.isSwapped(assignment) == Sides.areSwapped(of: assignment.example, for: sitting.person.id))
  }
}

/// Questions that need not be answered, or were not shown.
@Suite struct LeftOutTests {
  @Test func whatWasLeftOutIsNoAnswer() throws {
    let scene = VersionScene()
    var extra = VersionScene.question("extra", .text(maxLength: nil, pattern: nil))
    extra.isOptional = true
    var why = VersionScene.question("why", .text(maxLength: nil, pattern: nil))
    why.when = [Question.Condition(question: QuestionID("genre"), labels: [LabelID("horror")])]
    try scene.publish(
      VersionScene.ui(1, VersionScene.question("genre", .choice), extra, why),
      VersionScene.taxonomy(1, "comedy horror"))
    try scene.add("alien")
    try scene.answer(try scene.sit("amara"), ["genre": "comedy"])
    let row = try #require(try scene.rows().first)
    #expect(row["status"] == ["extra": "unlabeled", "genre": "settled", "why": "unlabeled"])
    #expect(row["from"]?.array?.first?["mapping"] == ["genre": "exact"])
  }
}
