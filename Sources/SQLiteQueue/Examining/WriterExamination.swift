import Glibc
import Queue

/// Examines who has a queue open, and whether somebody keeps the others from writing.
struct WriterExamination {
  let path: String
  let openers: [Opener]
  /// Seconds to wait in line.
  let patience: Double

  func findings() -> [Finding] {
    let waited = isFree() ? nil : Openers.find(path).filter { !$0.isOwn }
    return writer(waited) + [connections()]
  }

  /// Whether the turn comes within the patience. No lock file is made for it: it would be this account's.
  private func isFree() -> Bool {
    guard access(path + "-gate", W_OK) == 0, access(path + "-turn", W_OK) == 0 else { return true }
    return (try? FairLock(besideDatabaseAt: path).withTurn(patience: patience) {}) != nil
  }

  private func writer(_ waited: [Opener]?) -> [Finding] {
    let stopped = openers.filter { $0.isStopped && ($0.holdsTurn || $0.isWriting) }
    if let stuck = stopped.first {
      return [
        Finding(
          .writer, .error, "nobody can write: \(stuck), \(holding(stuck))",
          remedy:
            "kill -CONT \(stuck.process) lets it go on; kill -9 \(stuck.process) ends it, and what it did not confirm is not saved"
        )
      ]
    }
    if let stranger = openers.first(where: { $0.isWriting && !$0.holdsTurn }) {
      return [
        Finding(
          .writer, .error, "\(stranger), writes to the queue past Scholium's lock\(since)",
          remedy: "let it finish, and use scholium's own commands: others can damage the queue")
      ]
    }
    guard let waited else { return [Finding(.writer, .ok, "whoever wants to write can")] }
    guard let holder = waited.first(where: \.holdsTurn) else {
      return [
        Finding(
          .writer, .error,
          "nobody could write for \(Int(patience)) s, and which process holds the lock cannot be told\(since)",
          remedy: openers.isEmpty ? "run scholium doctor as root" : "end one of those that have the queue open, below")
      ]
    }
    return [
      Finding(
        .writer, .warning, "\(holder), \(holding(holder))",
        remedy: "wait, or end it: kill \(holder.process)")
    ]
  }

  private func holding(_ opener: Opener) -> String {
    // Whoever takes the turn touches its file.
    guard opener.holdsTurn, let taken = touched("-turn") else { return "is inside a write transaction\(since)" }
    return "has held the writer's lock for \(Opener.span(time(nil) - taken))"
  }

  /// The newest write, as the files' times tell it.
  private var since: String {
    guard let newest = ["", "-wal"].compactMap({ touched($0) }).max() else { return "" }
    return "; nothing was written for \(Opener.span(time(nil) - newest))"
  }

  /// In seconds since 1970.
  private func touched(_ suffix: String) -> Int? {
    var status = stat()
    return stat(path + suffix, &status) == 0 ? status.st_mtim.tv_sec : nil
  }

  private func connections() -> Finding {
    let list = openers.map { "\($0)" }.joined(separator: "; ")
    return Finding(
      .connections, .ok,
      openers.isEmpty
        ? "nobody else has it open, as far as this account sees"
        : "\(openers.count) \(openers.count == 1 ? "process has" : "processes have") it open: \(list)")
  }
}
