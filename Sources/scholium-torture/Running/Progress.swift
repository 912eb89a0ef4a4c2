import FoundationEssentials
import Records

/// How far a run has come, kept in a file so that it can go on after it was stopped.
struct Progress {
  let name: String
  let seed: UInt64
  /// Rounds wanted.
  let rounds: Int
  var done = 0
  var seconds = 0.0
  var tally = Tally()

  init(name: String, seed: UInt64, rounds: Int) {
    self.name = name
    self.seed = seed
    self.rounds = rounds
  }

  /// The unfinished run of a name; nil where there is none.
  init?(name: String, rounds: Int, in folder: String) {
    guard let data = FileManager.default.contents(atPath: Self.path(name, folder)),
      let json = try? JSONParser.parse(Array(data)),
      json["rounds"]?.int == rounds, let seed = json["seed"]?.string.flatMap({ UInt64($0) }),
      let done = json["done"]?.int, done < rounds, let seconds = json["milliseconds"]?.int
    else { return nil }
    self.init(name: name, seed: seed, rounds: rounds)
    self.done = done
    self.seconds = Double(seconds) / 1000
    for (key, value) in json["counts"]?.object ?? JSONObject() { tally.counts[key] = value.int }
    for (key, value) in json["longest_us"]?.object ?? JSONObject() {
      tally.longest[key] = value.int.map { Double($0) / 1000 }
    }
  }

  func save(in folder: String) throws {
    var json = JSONObject()
    json["seed"] = .string("\(seed)")
    json["rounds"] = .number(JSONNumber(rounds))
    json["done"] = .number(JSONNumber(done))
    json["milliseconds"] = .number(JSONNumber(Int(seconds * 1000)))
    json["counts"] = tally.countsJSON
    json["longest_us"] = tally.longestJSON
    try Data(JSON.object(json).utf8()).write(to: URL(filePath: Self.path(name, folder)), options: .atomic)
  }

  func forget(in folder: String) { try? FileManager.default.removeItem(atPath: Self.path(name, folder)) }

  private static func path(_ name: String, _ folder: String) -> String { "\(folder)/\(name).progress.json" }
}

extension Tally {
  var countsJSON: JSON {
    var object = JSONObject()
    for (key, value) in counts.sorted(by: { $0.key < $1.key }) { object[key] = .number(JSONNumber(value)) }
    return .object(object)
  }

  /// In microseconds.
  var longestJSON: JSON {
    var object = JSONObject()
    for (key, value) in longest.sorted(by: { $0.key < $1.key }) { object[key] = .number(JSONNumber(Int(value * 1000))) }
    return .object(object)
  }
}
