import Labeling
import Records

/// What stands beside an exported file (`FILE.manifest.json`): enough to make the same bytes again, and to check them.
public struct ExportManifest: Sendable {
  /// Rows of one UI version and taxonomy version.
  public struct Version: Hashable, Sendable {
    public var uiVersion: Int
    public var taxonomyVersion: Int
    public var responses: Int

    public init(uiVersion: Int, taxonomyVersion: Int, responses: Int) {
      self.uiVersion = uiVersion
      self.taxonomyVersion = taxonomyVersion
      self.responses = responses
    }
  }

  public var task: TaskName
  public var revision: Int
  /// The options that chose the rows, in the order in which they are to be written.
  public var query: JSONObject
  public var rows: Int
  /// Rows by status; for examples, findings by status over all questions.
  public var statuses: [String: Int]
  public var labels: [QuestionID: [LabelID: Int]]
  public var versions: [Version]
  /// SHA-256 of the exported file.
  public var file: Digest
  /// The program's version.
  public var program: String

  public init(
    task: TaskName, revision: Int, query: JSONObject, rows: Int, statuses: [String: Int],
    labels: [QuestionID: [LabelID: Int]], versions: [Version], file: Digest, program: String
  ) {
    self.task = task
    self.revision = revision
    self.query = query
    self.rows = rows
    self.statuses = statuses
    self.labels = labels
    self.versions = versions
    self.file = file
    self.program = program
  }

  public var json: JSON {
    .object(
      JSONObject([
        ("export_format", .int(exportFormatNumber)), ("program", .string(program)), ("task", .text(task)),
        ("revision", .int(revision)), ("query", .object(query)), ("rows", .int(rows)),
        (
          "statuses",
          .object(
            JSONObject(
              statuses.sorted { ExactString($0.key) < ExactString($1.key) }.map { ($0.key, .int($0.value)) }))
        ),
        (
          "labels",
          .perQuestion(labels) { counts in
            .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .int($0.value)) }))
          }
        ),
        (
          "versions",
          .array(
            versions.map {
              [
                "ui_version": .int($0.uiVersion), "taxonomy_version": .int($0.taxonomyVersion),
                "responses": .int($0.responses),
              ]
            })
        ), ("sha256", .text(file)),
      ]))
  }

  /// The manifest's bytes: JSON and a line end.
  public var bytes: [UInt8] { json.utf8() + [0x0A] }
}
