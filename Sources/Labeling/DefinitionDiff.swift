import Records

/// What changed between two versions of a definition, a line each, for the message that refuses a silent change.
public struct DefinitionDiff: Hashable, Sendable {
  /// Such as `ask[0].prompt: "Which?" -> "Which one?"`.
  public let changes: [String]

  public init(from old: some Definition, to new: some Definition) {
    changes = Self.changes(from: old.canonical, to: new.canonical, at: "")
  }

  private static func changes(from old: JSON?, to new: JSON?, at path: String) -> [String] {
    switch (old, new) {
    case (.object(let old), .object(let new)):
      let keys = old.map(\.key) + new.map(\.key).filter { old[$0] == nil }
      return keys.flatMap { changes(from: old[$0], to: new[$0], at: path.isEmpty ? $0 : "\(path).\($0)") }
    case (.array(let old), .array(let new)):
      return listChanges(from: old, to: new, at: path)
    case (let old?, let new?):
      return old == new ? [] : ["\(path): \(brief(old)) -> \(brief(new))"]
    case (let old?, nil):
      return ["\(path): \(brief(old)) was removed"]
    case (nil, let new?):
      return ["\(path): \(brief(new)) was added"]
    case (nil, nil):
      return []
    }
  }

  /// Elements with an id (labels, questions, fields) are compared by it, others by place.
  private static func listChanges(from old: [JSON], to new: [JSON], at path: String) -> [String] {
    func name(_ element: JSON) -> String? {
      element["id"]?.string ?? element["name"]?.string ?? element["field"]?.string
    }
    let oldNames = old.compactMap(name)
    let newNames = new.compactMap(name)
    guard oldNames.count == old.count, newNames.count == new.count, Set(oldNames).count == old.count,
      Set(newNames).count == new.count
    else {
      return (0..<max(old.count, new.count)).flatMap { index in
        changes(
          from: index < old.count ? old[index] : nil, to: index < new.count ? new[index] : nil, at: "\(path)[\(index)]")
      }
    }
    let oldByName = Dictionary(uniqueKeysWithValues: zip(oldNames, old))
    let newByName = Dictionary(uniqueKeysWithValues: zip(newNames, new))
    var result: [String] = []
    for name in oldNames + newNames.filter({ oldByName[$0] == nil }) {
      result += changes(from: oldByName[name], to: newByName[name], at: "\(path)[\(name)]")
    }
    if result.isEmpty, oldNames != newNames { result.append("\(path): the order changed") }
    return result
  }

  private static func brief(_ json: JSON) -> String {
    let text = json.text()
    return text.unicodeScalars.count > 60
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..." : text
  }
}
