import Records

/// One row of a file of examples: its content, or why it has none.
public struct ImportRow: Sendable {
  public struct Content: Sendable {
    /// The fields, typed by the schema.
    public let object: JSONObject
    /// The bytes to store: the row as it was written where that is JSON of these fields, else JSON made of them.
    public let raw: [UInt8]
  }

  /// The line on which the row starts, from 1.
  public let line: Int
  /// The row's bytes in the file without its line end; empty for a line that is too long to keep.
  public let source: [UInt8]
  public let content: Result<Content, RowFault>

  init(line: Int, source: [UInt8], content: Result<Content, RowFault>) {
    self.line = line
    self.source = source
    self.content = content
  }

  /// A row as it was, or would be, stored.
  public init(line: Int, stored bytes: [UInt8]) {
    self.init(
      line: line, source: bytes,
      content: Result { () throws(RowFault) in
        do throws(JSONFault) {
          return Content(object: try JSONParser.parse(bytes).object ?? JSONObject(), raw: bytes)
        } catch {
          throw RowFault(line: line, message: error.description)
        }
      })
  }
}
