import Records
import TaskFiles
import Text

/// Faults of task files, a line each.
enum Faults {
  static func say(_ faults: [Fault]) {
    for fault in faults { Console.say(line(fault)) }
  }

  static func print(_ faults: [Fault]) throws {
    for fault in faults { try Console.print(line(fault)) }
  }

  static func json(_ faults: [Fault]) -> JSON {
    .array(
      faults.map { fault in
        [
          "file": .string(fault.file), "line": .number(JSONNumber(fault.line)),
          "column": .number(JSONNumber(fault.column)), "severity": .string(fault.severity.rawValue),
          "message": .string(fault.message),
        ]
      })
  }

  private static func line(_ fault: Fault) -> Displayable { Displayable(fault.description).oneLine }
}
