import Records

/// How a screen was drawn for an answer: recorded, and no part of the UI version.
public struct RenderingContext: Hashable, Sendable {
  /// `curses`, `plain` or `pipe`.
  public var client: String
  public var program: String
  public var terminal: String?
  public var columns: Int?
  public var rows: Int?
  public var colors: Int?
  public var theme: String?

  public init(
    client: String, program: String, terminal: String? = nil, columns: Int? = nil, rows: Int? = nil,
    colors: Int? = nil, theme: String? = nil
  ) {
    self.client = client
    self.program = program
    self.terminal = terminal
    self.columns = columns
    self.rows = rows
    self.colors = colors
    self.theme = theme
  }

  public var json: JSON {
    .object([
      ("client", .string(client)), ("program", .string(program)), ("terminal", terminal.map { .string($0) }),
      ("columns", columns.map { .number(JSONNumber($0)) }), ("rows", rows.map { .number(JSONNumber($0)) }),
      ("colors", colors.map { .number(JSONNumber($0)) }), ("theme", theme.map { .string($0) }),
    ])
  }
}
