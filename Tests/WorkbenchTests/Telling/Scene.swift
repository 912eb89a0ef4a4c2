import Labeling
import Queue

@testable import Workbench

/// The examples that stories tell of, by name.
enum Scene {
  static func named(_ name: String, _ number: Int) throws -> Presented {
    guard let make = all[name] ?? spans[name] ?? labels[name] else {
      throw Story.Mistake(description: "there is no scene '\(name)'")
    }
    return make(number)
  }

  static let earlierToday = [
    GivenToday(
      response: ResponseID("y1"), at: Sample.start.advanced(bySeconds: -9000), activeMilliseconds: 9400,
      example: "The Glass Orchard", answer: "Drama"),
    GivenToday(
      response: ResponseID("y2"), at: Sample.start.advanced(bySeconds: -5400), activeMilliseconds: 4200,
      example: "Two Left Shoes", answer: "Comedy"),
    GivenToday(
      response: ResponseID("y3"), at: Sample.start.advanced(bySeconds: -5300), activeMilliseconds: 14_800,
      example: "灯台と潮 The Tide 🌊, a title that is much longer than any column can hold", answer: "Science fiction"),
    GivenToday(
      response: ResponseID("y4"), at: Sample.start.advanced(bySeconds: -1800), activeMilliseconds: nil,
      example: "The Cellar Door", answer: "Horror"),
    GivenToday(
      response: ResponseID("y5"), at: Sample.start.advanced(bySeconds: -1700), activeMilliseconds: 6100,
      example: "Letters to Nobody", answer: "Drama"),
    GivenToday(
      response: ResponseID("y6"), at: Sample.start.advanced(bySeconds: -1600), activeMilliseconds: 3800,
      example: "Half a Mile of Rope", answer: "Thriller"),
  ]

  static let genre = QuestionID("genre")

  private static let all: [String: @Sendable (Int) -> Presented] = [
    "film": { Sample.presented($0) },
    "second-film": {
      Sample.presented($0, title: "Nine Winters", plot: "A family runs a ferry that nobody takes.")
    },
    "film-guided": { Sample.guided($0) },
    "film-auto": { Sample.presented($0, build: Sample.build([Sample.genre(advances: true)])) },
    "topics-1-3": { Sample.presented($0, build: Sample.build([Sample.topics(min: 1, max: 3)])) },
    "topics-1-2": { Sample.presented($0, build: Sample.build([Sample.topics(min: 1, max: 2)])) },
    "genre-and-mood": { number in
      let mood = Question(
        id: QuestionID("mood"), kind: .choices(min: 0, max: nil), prompt: "Which of these does it also have?")
      return Sample.presented(number, build: Sample.build([Sample.genre(), mood]))
    },
    "long": { number in
      let text = (1...60).map { "Paragraph \($0). \(Sample.plot)" }.joined(separator: "\n\n")
      return Sample.presented(number, plot: text)
    },
    "scripts": { Sample.presented($0, title: "灯台と潮 The Tide 🌊", plot: scripts) },
    "thirty-labels": { number in
      let labels = (1...30).map { Label(id: LabelID("l\($0)"), title: "Label number \($0)") }
      return Sample.presented(number, build: Sample.build(labels: labels))
    },
    "own-keys": { number in
      var labels = Sample.genres
      for index in labels.indices { labels[index].key = labels[index].title.lowercased().first }
      labels[1].key = nil
      return Sample.presented(number, build: Sample.build(labels: labels))
    },
    "settlement": { Sample.settlement(of: Answer([genre: .label(LabelID("action"))]), number: $0) },
    "settlement-of-choices": { number in
      let said = Answer([
        QuestionID("topics"): .labels([LabelID("comedy"), LabelID("drama"), LabelID("action")]),
        genre: .label(LabelID("drama")),
      ])
      return Sample.settlement(of: said, [Sample.genre(), Sample.topics(min: 1, max: nil)], number: number)
    },
    "narrowed": { _ in Sample.narrowed(to: ["action", "superhero"]) },
    "taxonomy-2": { Sample.presented($0, build: Sample.earlier()) },
    "taxonomy-3": { Sample.presented($0, build: Sample.later([Sample.genre(advances: true)])) },
    "rating": { number in
      let titles = ["none", "a little", "some", "a lot", "unbearable"]
      let points = titles.indices.map { Label(id: LabelID("p\($0)"), title: titles[$0], value: .init($0)) }
      let question = Question(id: QuestionID("tension"), kind: .rating, prompt: "How much tension is there?")
      return Sample.presented(number, build: Sample.build([question], labels: points))
    },
    "words": { number in
      let question = Question(
        id: QuestionID("about"), kind: .text(maxLength: 280, pattern: nil), prompt: "What is this film about?")
      return Sample.presented(number, build: Sample.build([question]))
    },
    "genre-and-words": { number in
      let why = Question(
        id: QuestionID("why"), kind: .text(maxLength: nil, pattern: nil), prompt: "What frightens in it?",
        isOptional: true, when: [Question.Condition(question: genre, labels: [LabelID("horror")])])
      return Sample.presented(number, build: Sample.build([Sample.genre(), why]))
    },
    "code": { number in
      let question = Question(
        id: QuestionID("code"), kind: .text(maxLength: nil, pattern: "[A-Z]{2}-[0-9]{4}"),
        prompt: "Which code does the archive have for it?")
      return Sample.presented(number, build: Sample.build([question]))
    },
    "pair": { number in
      let question = Question(
        id: QuestionID("better"), kind: .pairwise(first: "first", second: "second", tie: true),
        prompt: "Which summary tells more of the film?")
      var presented = Sample.presented(number, build: Sample.build([question]))
      presented.fields = [
        ShownText(name: "first", style: .body, text: Sample.plot),
        ShownText(name: "second", style: .body, text: "A radio, a lighthouse, a storm."),
      ]
      return presented
    },
    "drafts": { number in
      Sample.pair(
        "The keeper of a lighthouse finds a radio. It receives what was said the night before a storm.",
        "The keeper of a lighthouse has a radio. It only receives what was said the night before the storm, in 1987.",
        isSwapped: true, number: number)
    },
    "long-pair": { number in
      let film = (1...30).map { "Scene \($0). \(Sample.plot)" }.joined(separator: "\n\n")
      let short = (1...12).map { "Shot \($0): the lamp turns, and a name is read." }.joined(separator: "\n")
      return Sample.pair(film, short, number: number)
    },
    "to-ten": { number in
      let points = (0...10).map { point in
        let title = point == 0 ? "not at all likely" : point == 10 ? "extremely likely" : "\(point)"
        return Label(id: LabelID("p\(point)"), title: title, value: .init(point))
      }
      let question = Question(id: QuestionID("again"), kind: .rating, prompt: "Would you watch it again?")
      return Sample.presented(number, build: Sample.build([question], labels: points))
    },
  ]

  private static let scripts = """
    灯台守は、まだ来ていない嵐の前夜の放送だけを受信するラジオを見つけ、名前の記録をつけ始める。
    Ze\u{301}ro degre\u{301}s, à l'ombre — naïve façade; 한국어도 됩니다. 👩‍🚀 🏳️‍🌈 🇩🇪 👍🏽 ☕️
    Bidi \u{202E}txet\u{202C}, zero\u{200B}width, bell \u{7}, escape \u{1B}[31mred\u{1B}[0m, tab\there.
    Marks: a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305} and \u{301}alone.
    """
}
