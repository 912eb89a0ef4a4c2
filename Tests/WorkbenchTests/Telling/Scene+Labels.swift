import Labeling
import Queue

@testable import Workbench

/// Label sets large and small, and questions that stand together.
extension Scene {
  static let labels: [String: @Sendable (Int) -> Presented] = [
    "industries": { Industries.presented(number: $0) },
    "industries-ticked": { Industries.presented(Industries.question(.choices(min: 1, max: nil)), number: $0) },
    "industries-any": { Industries.presented(Industries.question(selection: .any), number: $0) },
    "five-thousand": { number in
      Sample.presented(number, build: Sample.build([Industries.question()], labels: Industries.many(5000)))
    },
    "explained": { number in
      var labels = Sample.genres
      for (index, words) in explanations.enumerated() { labels[index].description = words }
      return Sample.presented(number, build: Sample.build(labels: labels))
    },
    "topics-any": { Sample.presented($0, build: Sample.build([Sample.topics(min: 0, max: nil)])) },
    "topics-up-to-2": { Sample.presented($0, build: Sample.build([Sample.topics(min: 0, max: 2)])) },
    "topics-2": { Sample.presented($0, build: Sample.build([Sample.topics(min: 2, max: 2)])) },
    "topics-from-2": { Sample.presented($0, build: Sample.build([Sample.topics(min: 2, max: nil)])) },
    "five-questions": { number in
      let mood = Question(
        id: QuestionID("also"), kind: .choices(min: 0, max: 3), prompt: "Which of these does it also have?",
        isOptional: true)
      let sure = Question(
        id: QuestionID("again"), kind: .choice, prompt: "If it is a horror film, what else would you call it?",
        when: [Question.Condition(question: QuestionID("genre"), labels: [LabelID("horror")])])
      let entities = Sample.entities(isOptional: true)
      let why = Question(
        id: QuestionID("why"), kind: .text(maxLength: 200, pattern: nil), prompt: "What did you go by?",
        isOptional: true)
      return Sample.presented(number, build: Sample.build([Sample.genre(), sure, mood, entities, why]))
    },
    "unguided": { Sample.presented($0, build: Sample.build(guidelines: "")) },
    "long-titles": { number in
      let titles = [
        "The film is mainly about how people live with what they did", "The film wants to be seen as a true story",
        "It can't be told from the plot", "Neither of these, or both of them in equal parts",
      ]
      let labels = titles.indices.map { Label(id: LabelID("t\($0)"), title: titles[$0]) }
      return Sample.presented(number, build: Sample.build(labels: labels))
    },
    "points-in-words": { number in
      let titles = [
        "Nothing of the plot can be understood", "Some of the plot can be understood with effort",
        "Most of the plot can be understood", "All of it can be understood, but for names", "All is clear",
      ]
      let points = titles.indices.map { Label(id: LabelID("p\($0)"), title: titles[$0], value: .init($0 + 1)) }
      let question = Question(id: QuestionID("clear"), kind: .rating, prompt: "How clear is the plot?")
      return Sample.presented(number, build: Sample.build([question], labels: points))
    },
    "rating-narrowed": { number in
      let labels = (1...5).map { Label(id: LabelID("p\($0)"), title: "\($0)", value: .init($0)) }
      let question = Question(id: QuestionID("clear"), kind: .rating, prompt: "How clear is the plot?")
      var presented = Sample.presented(number, build: Sample.build([question], labels: labels))
      presented.assignment.asked = AskedCandidates([question.id: [LabelID("p2"), LabelID("p3")]])
      return presented
    },
    "pair-without-tie": { number in
      var presented = Sample.presented(number, build: Sample.build([Sample.better(tie: false)]))
      presented.fields = [
        ShownText(name: "first", style: .body, text: Sample.plot),
        ShownText(name: "second", style: .body, text: "灯台守と、まだ来ていない嵐。 A radio 📻, a storm."),
      ]
      return presented
    },
    "pair-and-why": { number in
      let why = Question(
        id: QuestionID("why"), kind: .text(maxLength: nil, pattern: nil), prompt: "What makes it better?",
        isOptional: true)
      return Sample.pair(Sample.plot, "A radio, a lighthouse, a storm.", number: number, asking: [why])
    },
    "without-text": { Sample.presented($0, title: nil, plot: nil) },
    "free-words": { number in
      let question = Question(
        id: QuestionID("about"), kind: .text(maxLength: nil, pattern: nil), prompt: "What is this film about?")
      return Sample.presented(number, build: Sample.build([question]))
    },
  ]

  private static let explanations = [
    "Meant to make you laugh, even when somebody dies on the way to it; satire and parody are comedies.",
    "People in trouble that they can't laugh away.", "About real people and what happened to them.",
    "Meant to frighten.", "Needs a thing that does not exist and could be built.", "Holds your breath.",
  ]
}
