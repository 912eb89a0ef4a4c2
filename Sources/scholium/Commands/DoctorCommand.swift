import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks the queue, the workspace and the terminal; says what to do.",
    discussion: """
      Works on a queue that cannot be opened, and waits for nobody for long. Ends with 0 where all is well, with 1 where \
      somebody should act.
      """, example: "doctor --thorough")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Look at every byte and row, of a big queue too.") var thorough = false
  @Flag(
    help: """
      Mend what can be made anew from the answers: counts, lanes and inboxes, triggers and indexes, a long log. A \
      publish that was interrupted has to be repeated.
      """)
  var mend = false

  func run() throws {
    let path = try workspace.queue()
    var report = FileExamination.run(path, isThorough: thorough)
    if mend, report.obstacle == nil, try mend(report.findings) {
      report = FileExamination.run(path, isThorough: thorough)
    }
    var diagnosis = Diagnosis(report.findings)
    if let root = try workspace.optionalRoot() {
      let store = report.obstacle == nil && diagnosis.isSound ? try? workspace.presentStore() : nil
      diagnosis.findings += Diagnosis.workspace(root, against: store)
      try? store?.close()
    }
    let terminal = ["TERM": Environment["TERM"]].compactMapValues { $0 }
    diagnosis.findings += MainActor.assumeIsolated { TerminalExamination.findings(environment: terminal) }
    if output.isJSON { try Console.print(json: diagnosis.json(of: path)) } else { try print(diagnosis) }
    if let status = report.obstacle.flatMap({ ExitStatus($0) }) { throw Ended(status: status) }
    if !diagnosis.isSound { throw Ended(status: .doesNotHold) }
  }

  /// Mends what was found and can be; says what was done. False where there was nothing.
  private func mend(_ findings: [Finding]) throws -> Bool {
    let troubled = Set(findings.filter(\.isTrouble).map(\.check))
    guard !troubled.isDisjoint(with: [.schema, .work, .log]) else { return false }
    let store = try workspace.store()
    let now = Surroundings.here.now
    if troubled.contains(.schema) {
      try store.mendSchema(at: now())
      Console.say("Triggers and indexes are as they should be.")
    }
    if troubled.contains(.work) {
      let count = try store.rebuildWork(at: now())
      Console.say("The work of \(count) \(count == 1 ? "channel" : "channels") is made anew from the answers.")
    }
    if troubled.contains(.log) {
      let isCut = try store.cutLog()
      Console.say(isCut ? "The write-ahead log is cut." : "The write-ahead log cannot be cut while somebody reads it.")
    }
    try store.close()
    return true
  }

  private func print(_ diagnosis: Diagnosis) throws {
    var table = Table([("", .left), ("checked", .left), ("found", .left)])
    for finding in diagnosis.findings {
      let mark = finding.severity == .ok ? "ok" : finding.severity.rawValue
      table.add([Displayable(mark), Displayable(finding.check.rawValue), Displayable(finding.message)])
    }
    let lines = table.lines
    for (finding, line) in zip(diagnosis.findings, lines.dropFirst()) {
      try Console.print(line)
      if let remedy = finding.remedy { try Console.print("         -> \(remedy)") }
    }
    let troubles = diagnosis.findings.count(where: \.isTrouble)
    try Console.print(
      troubles == 0 ? "All is well." : "\(troubles) \(troubles == 1 ? "finding needs" : "findings need") attention.")
  }
}

extension Diagnosis {
  fileprivate func json(of queue: String) -> JSON {
    [
      "queue": .string(queue), "sound": .bool(isSound),
      "findings": .array(
        findings.map { finding in
          [
            "check": .string(finding.check.rawValue), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message), "remedy": finding.remedy.map { .string($0) } ?? .null,
          ]
        }),
    ]
  }
}
