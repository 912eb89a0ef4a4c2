import Interchange
import Labeling
import Records
import Testing

@Suite struct ExportTests {
  private let digest = Digest(of: [])
  private let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  private let genre = QuestionID("genre")
  private let topics = QuestionID("topics")
  private let horror = LabelID("horror")
  private let comedy = LabelID("comedy")

  @Test func aResponseIsOneObjectInAFixedOrder() throws {
    var row = ResponseRow(
      response: ResponseID("r1"), revision: 45, supersedes: nil, example: digest, annotator: "amara",
      origin: ResponseRow.Origin(
        task: TaskName("genre"), channel: .production, build: digest, uiVersion: 2, uiDigest: digest,
        taxonomyVersion: 1, taxonomyDigest: digest),
      status: "answered", counted: true,
      saying: ResponseRow.Saying(answer: ["genre": "horror"], mapped: [genre: [horror]], mapping: [genre: .exact]),
      durationMilliseconds: 5200, at: Timestamp(microseconds: 0))
    let start =
      #"{"response":"r1","revision":45,"supersedes":null,"example":"\#(hex)","annotator":"amara","task":"genre","channel":"production","build":"\#(hex)","ui_version":2,"ui_digest":"\#(hex)","taxonomy_version":1,"taxonomy_digest":"\#(hex)","status":"answered","counted":true,"answer":{"genre":"horror"},"mapped":{"genre":["horror"]},"mapping":{"genre":"exact"},"duration_ms":5200,"at":"1970-01-01T00:00:00.000000Z""#
    #expect(String(decoding: row.line, as: UTF8.self) == start + "}\n")
    row.comment = "why\u{1B}"
    row.data = ["z": 1, "a": 2]
    row.settles = ResponseID("r0")
    row.asked = [genre: [comedy]]
    row.isStale = true
    var context = JSONBytes()
    context.append(json: ["client": "日本\u{202E}"])
    row.context = context
    let end =
      #","settles":"r0","asked":{"genre":["comedy"]},"stale":true,"comment":"why\u001b","context":{"client":"日本\u202e"},"data":{"z":1,"a":2}}"#
    #expect(String(decoding: row.line, as: UTF8.self) == start + end + "\n")
    #expect(try JSONParser.parse(row.line)["context"] == ["client": "日本\u{202E}"])
  }

  @Test func anExampleIsOneObjectInAFixedOrder() {
    let row = ExampleRow(
      example: digest, data: ["plot": "日本"],
      findings: [
        topics: ExampleRow.Finding(
          status: .partial, answer: nil, confidence: nil, candidates: [],
          support: .choices([ExampleRow.LabelTally(label: comedy, yes: 2, no: 1, unknown: 0)]),
          unknown: [LabelID("western")]),
        genre: ExampleRow.Finding(
          status: .settled, answer: .label(horror), confidence: 2.0 / 3, candidates: [horror],
          support: .choice([
            ExampleRow.LabelCount(label: horror, count: 2), ExampleRow.LabelCount(label: comedy, count: 1),
          ])),
      ], responses: 3, annotators: ["amara", "bo", "chi"], taxonomyVersion: 2,
      from: [ExampleRow.Origin(uiVersion: 1, taxonomyVersion: 1, count: 3, mapping: [genre: .exact, topics: .unknown])])
    #expect(
      String(decoding: row.line.dropLast(), as: UTF8.self)
        == #"{"example":"\#(hex)","data":{"plot":"日本"},"answer":{"genre":"horror","topics":null},"confidence":{"genre":0.666667,"topics":null},"status":{"genre":"settled","topics":"partial"},"candidates":{"genre":["horror"],"topics":[]},"support":{"genre":{"horror":2,"comedy":1},"topics":{"comedy":{"yes":2,"no":1,"unknown":0}}},"unknown":{"topics":["western"]},"responses":3,"annotators":["amara","bo","chi"],"taxonomy_version":2,"from":[{"ui_version":1,"taxonomy_version":1,"count":3,"mapping":{"genre":"exact","topics":"unknown"}}]}"#
    )
  }

  @Test func theManifestIsTheSameForTheSameState() throws {
    func manifest(_ statuses: [String: Int]) -> ExportManifest {
      ExportManifest(
        task: TaskName("genre"), revision: 7, query: ["channel": "all"], rows: 3, statuses: statuses,
        labels: [genre: [horror: 2, comedy: 1]],
        versions: [ExportManifest.Version(uiVersion: 1, taxonomyVersion: 1, responses: 3)], file: digest,
        program: "0.1.0")
    }
    let one = manifest(["settled": 2, "disputed": 1])
    #expect(one.bytes == manifest(["disputed": 1, "settled": 2]).bytes)
    #expect(
      String(decoding: one.bytes, as: UTF8.self)
        == #"{"export_format":\#(exportFormatNumber),"program":"0.1.0","task":"genre","revision":7,"query":{"channel":"all"},"rows":3,"statuses":{"disputed":1,"settled":2},"labels":{"genre":{"comedy":1,"horror":2}},"versions":[{"ui_version":1,"taxonomy_version":1,"responses":3}],"sha256":"\#(hex)"}"#
        + "\n")
  }
}
