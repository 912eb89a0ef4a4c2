/// Writes rows that `CSVReader` reads back exactly. Rows end in LF; cells with a comma, quote, CR or LF are quoted.
public struct CSVWriter: Sendable {
  public init() {}

  public func row(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, isOnly: cells.count == 1, to: &bytes)
    }
    bytes.append(0x0A)
    return bytes
  }

  /// A row of one empty cell is quoted, since an empty line is no row.
  private func append(_ cell: String, isOnly: Bool, to bytes: inout [UInt8]) {
    guard Self.needsQuotes(cell) || isOnly && cell.isEmpty else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(CSVScan.quote)
    for byte in cell.utf8 {
      if byte == CSVScan.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(CSVScan.quote)
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    cell.utf8.contains { $0 == CSVScan.quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }
  }
}
