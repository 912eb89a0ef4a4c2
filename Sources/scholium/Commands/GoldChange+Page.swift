import Queue
import Records
import Text

extension GoldChange {
  /// A line; nil where there is no gold, and was none.
  var phrase: Displayable? {
    guard known > 0 || !isNone else { return nil }
    let changes: Displayable = isNone ? "" : " (\(added) new, \(retired) retired)"
    return "gold: \(known) \(known == 1 ? "example" : "examples")\(changes)"
  }

  var json: JSON {
    [
      "examples": .number(JSONNumber(known)), "added": .number(JSONNumber(added)),
      "retired": .number(JSONNumber(retired)),
    ]
  }
}
