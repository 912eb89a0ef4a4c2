import Records

/// Which fields or columns of a file are taken under another name.
struct FieldMapping {
  /// `field` as the file has it, `name` as the example gets it.
  let pairs: [(field: String, name: String)]

  /// A row that can't be mapped; the message names the field that isn't there or would be there twice.
  struct Problem: Error {
    let message: String
  }

  /// The row with its fields renamed, in the same order. What isn't mapped stays.
  func applied(to row: JSONObject) -> Result<JSONObject, Problem> {
    if pairs.isEmpty { return .success(row) }
    if let absent = pairs.first(where: { row[$0.field] == nil }) {
      return .failure(Problem(message: "there is no field '\(absent.field)' to take as '\(absent.name)'"))
    }
    let renamed = row.map { (name(of: $0.key), $0.value) }
    let result = JSONObject(renamed)
    guard result.count == row.count else {
      return .failure(Problem(message: "two fields would have the same name (map the other one too)"))
    }
    return .success(result)
  }

  private func name(of field: String) -> String {
    pairs.first { ExactString($0.field) == ExactString(field) }?.name ?? field
  }
}
