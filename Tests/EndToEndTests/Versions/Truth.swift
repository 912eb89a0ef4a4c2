import Driving
import Records

/// What is really so of a film, in words finer than any taxonomy: what truthful annotators answer from.
struct Truth {
  static let genres = [
    "comedy", "mock", "documentary", "war", "hero", "thriller", "suspense", "scifi", "tv", "drama",
  ]
  static let topics = ["love", "money", "petty", "organised"]

  let title: String
  let genre: String
  let topics: [String]
  /// 1...3
  let pain: Int
  /// `a`, `b` or `tie`
  let better: String
  let scare: String

  static let plot = "Anna meets Bo in Lisbon and they walk to Minho."

  /// The people and places of the plot, by the finest types.
  static let entities: [(start: Int, end: Int, type: String)] = [
    (0, 4, "person"), (11, 13, "person"), (17, 23, "city"), (41, 46, "region"),
  ]

  init(_ index: Int, using random: inout Seeded) {
    title = "Film \(index)"
    genre = Self.genres.randomElement(using: &random) ?? "comedy"
    topics = Self.topics.filter { _ in Bool.random(using: &random) }
    pain = Int.random(in: 1...3, using: &random)
    better = ["a", "b", "tie"].randomElement(using: &random) ?? "a"
    scare = ["mild", "strong"].randomElement(using: &random) ?? "mild"
  }

  var row: JSON { ["title": .string(title), "subtitle": .string("After \(title)"), "plot": .string(Self.plot)] }

  // MARK: In a taxonomy version

  /// The genre in a version; nil where the version has no label for it.
  func genre(in taxonomy: Int) -> String? {
    let isLate = taxonomy == 2 || taxonomy == 4
    switch genre {
    case "mock": return taxonomy >= 3 ? "mockumentary" : "comedy"
    case "war": return isLate ? "war" : "action"
    case "hero": return isLate ? "superhero" : "action"
    case "suspense": return isLate ? "thriller" : "suspense"
    case "scifi": return isLate ? "science-fiction" : "scifi"
    case "tv": return isLate ? nil : "tv-movie"
    default: return genre
    }
  }

  func topics(in taxonomy: Int) -> Set<String> {
    Set(
      topics.map { topic in
        guard taxonomy == 1 || taxonomy == 3, topic == "petty" || topic == "organised" else { return topic }
        return "crime"
      })
  }

  static func type(_ type: String, in taxonomy: Int) -> String {
    (taxonomy == 1 || taxonomy == 3) && type != "person" ? "place" : type
  }

  /// A truthful answer to one question as `ask` has it; somebody who is forced says anything that is offered.
  func answer(to question: JSON, in taxonomy: Int, using random: inout Seeded) -> JSON {
    let offered = (question["labels"]?.array ?? []).compactMap { $0["id"]?.string }
    switch question["id"]?.string {
    case "genre":
      return .string(genre(in: taxonomy) ?? offered.randomElement(using: &random) ?? "")
    case "topics":
      let truths = topics(in: taxonomy)
      return .array(offered.filter { truths.contains($0) }.map { .string($0) })
    case "entities":
      return .array(
        Self.entities.map { entity in
          [
            "field": "plot", "start": .number(JSONNumber(entity.start)), "end": .number(JSONNumber(entity.end)),
            "label": .string(Self.type(entity.type, in: taxonomy)),
          ]
        })
    case "better": return .string(better)
    case "pain": return .number(JSONNumber(pain))
    case "scare": return .string(scare)
    default: return .string("words about \(title)")
    }
  }

  /// True where what is exported as settled is what the truth says; where a version has no word for the truth, anything is.
  func agrees(with value: JSON, on question: String, in taxonomy: Int) -> Bool {
    switch question {
    case "genre":
      guard let genre = genre(in: taxonomy) else { return true }
      return value == .string(genre)
    case "topics": return Set((value.array ?? []).compactMap(\.string)) == topics(in: taxonomy)
    case "entities":
      let expected = Self.entities.map { "\($0.start) \($0.end) \(Self.type($0.type, in: taxonomy))" }
      let given = (value.array ?? []).map {
        "\($0["start"]?.int ?? -1) \($0["end"]?.int ?? -1) \($0["label"]?.string ?? "")"
      }
      return given == expected
    case "better": return value == .string(better)
    case "pain": return value == .number(JSONNumber(pain))
    case "scare": return !["thriller", "suspense"].contains(genre) || value == .string(scare)
    default: return true
    }
  }
}
