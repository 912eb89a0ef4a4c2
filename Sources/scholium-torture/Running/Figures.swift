import FoundationEssentials
import Records

/// What came out of a run: printed, and kept in a file with the command, the seed and the duration.
struct Figures {
  let name: String
  let command: String
  let teeth: Bool
  let progress: Progress
  let broken: (round: Int, promise: String)?

  func tell(appendingTo path: String) throws {
    for (what, number) in progress.tally.counts.sorted(by: { $0.key < $1.key }) { print("  \(what): \(number)") }
    for (what, time) in progress.tally.longest.sorted(by: { $0.key < $1.key }) {
      print("  longest \(what): \(Double(Int(time * 100)) / 100) ms")
    }
    print("  rounds: \(progress.done) of \(progress.rounds) in \(Int(progress.seconds)) s")
    switch (broken, teeth) {
    case (let broken?, let teeth):
      print("\(teeth ? "bites" : "BROKEN"), round \(broken.round): \(broken.promise)")
      if !teeth { print("again: scholium-torture \(command) --from \(broken.round)") }
    case (nil, true): print("NO TEETH: the safeguard was taken away, and nobody noticed")
    case (nil, false): print("held")
    }
    try append(to: path)
  }

  private func append(to path: String) throws {
    var json = JSONObject()
    json["at"] = .string(Date().ISO8601Format())
    json["command"] = .string("scholium-torture \(command)")
    json["rounds"] = .number(JSONNumber(progress.done))
    json["seconds"] = .number(JSONNumber(Int(progress.seconds)))
    json["counts"] = progress.tally.countsJSON
    json["longest_us"] = progress.tally.longestJSON
    json["teeth"] = .bool(teeth)
    json["broken"] = broken.map { .string("round \($0.round): \($0.promise)") } ?? .null
    let line = Data(JSON.object(json).utf8() + [UInt8(ascii: "\n")])
    let earlier = FileManager.default.contents(atPath: path) ?? Data()
    try (earlier + line).write(to: URL(filePath: path), options: .atomic)
  }
}
