/// Finds a text in another in linear time, however often they repeat themselves: Knuth, Morris, Pratt, "Fast pattern
/// matching in strings" (1977). Hostile texts repeat themselves.
public enum Occurrences {
  /// Where `wanted` starts in `text`, both as numbers of scalars; places may overlap. None for an empty text.
  public static func of(_ wanted: [UInt32], in text: [UInt32]) -> [Int] {
    guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
    let borders = borders(of: wanted)
    var starts: [Int] = []
    var matched = 0
    for (index, scalar) in text.enumerated() {
      while matched > 0, wanted[matched] != scalar { matched = borders[matched - 1] }
      if wanted[matched] == scalar { matched += 1 }
      if matched == wanted.count {
        starts.append(index + 1 - matched)
        matched = borders[matched - 1]
      }
    }
    return starts
  }

  /// Of each beginning of a text, the longest shorter beginning that it also ends with.
  private static func borders(of wanted: [UInt32]) -> [Int] {
    var borders = Array(repeating: 0, count: wanted.count)
    var length = 0
    for index in wanted.indices.dropFirst() {
      while length > 0, wanted[length] != wanted[index] { length = borders[length - 1] }
      if wanted[length] == wanted[index] { length += 1 }
      borders[index] = length
    }
    return borders
  }
}
