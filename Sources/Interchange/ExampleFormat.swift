/// How examples stand in a file.
public enum ExampleFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line.
  case jsonl
  /// RFC 4180 with a header; a column is a field.
  case csv
  /// The same with tabs between the cells.
  case tsv
  /// One example a line, which becomes the field `text`.
  case text
}
