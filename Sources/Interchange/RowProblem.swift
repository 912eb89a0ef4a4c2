/// Why a row that could be read is no row of the kind it should be.
public struct RowProblem: Error, Hashable, Sendable {
  public let message: String

  public init(_ message: String) { self.message = message }
}
