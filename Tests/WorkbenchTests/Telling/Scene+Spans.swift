import Labeling
import Queue

@testable import Workbench

/// Texts in which stretches are marked.
extension Scene {
  static let spans: [String: @Sendable (Int) -> Presented] = [
    "entities": { number in letters(number) },
    "entities-once": { number in letters(number, Sample.entities(overlap: false)) },
    "entities-nested": { number in letters(number, draft: nested) },
    "entities-keyed": { number in
      var labels = Sample.entityLabels
      for (index, key) in "pkv".enumerated() { labels[index].key = key }
      return Sample.presented(number, build: Sample.build([Sample.entities()], labels: labels), plot: letterText)
    },
    "entities-in-two-fields": { number in
      Sample.presented(
        number, build: Sample.build([Sample.entities(["title", "plot"])], labels: Sample.entityLabels),
        title: "The Long Tide at Cape Wrath", plot: letterText)
    },
    "entities-in-scripts": { number in
      Sample.presented(
        number, build: Sample.build([Sample.entities()], labels: Sample.entityLabels), title: "Marks in many scripts",
        plot: markedScripts)
    },
    "entities-long": { number in
      let text = (1...40).map { "\($0). \(letterText)" }.joined(separator: "\n")
      return Sample.presented(
        number, build: Sample.build([Sample.entities()], labels: Sample.entityLabels), plot: text)
    },
    "entities-and-genre": { number in
      Sample.presented(
        number, build: Sample.build([Sample.entities(isOptional: true), Sample.genre()], labels: Sample.genres),
        plot: letterText)
    },
    "settlement-of-spans": { number in
      let text = "Storm chases robots over a burning town, and nobody laughs but the mayor."
      let said = Answer([
        Sample.entities: .spans([
          Sample.span(0, 12, "action"), Sample.span(13, 19, "scifi"), Sample.span(57, 72, "comedy"),
        ])
      ])
      var presented = Sample.settlement(of: said, [Sample.entities()], number: number)
      presented.fields[3].text = text
      return presented
    },
  ]

  private static let letterText = """
    Ada Lovelace met Charles Babbage in London in 1833. Babbage showed her a piece of his Difference Engine; \
    Lovelace, the daughter of Lord Byron, wrote the first program for the machine that was to follow it. \
    The University of London Library keeps her letters to Babbage.
    """

  private static let markedScripts = """
    東京の山田さんは、Zürich で Ze\u{301}lie に会った。 👩‍🚀 Sally 🇩🇪 flew.
    אדה כתבה לצ׳ארלס מלונדון, and he wrote back.
    Bidi \u{202E}txet\u{202C}, zero\u{200B}width, a\u{300}\u{301}\u{302} mark.
    """

  private static func letters(_ number: Int, _ question: Question = Sample.entities(), draft: Answer? = nil)
    -> Presented
  {
    Sample.presented(
      number, build: Sample.build([question], labels: Sample.entityLabels), title: "Letters", plot: letterText,
      draft: draft)
  }

  /// A place within an organisation within another, and one that overlaps.
  private static let nested = Answer([
    Sample.entities: .spans([
      marked("Ada Lovelace", "person"), marked("Charles Babbage", "person"), marked("London", "place"),
      marked("daughter of Lord Byron", "person"), marked("Lord Byron, wrote", "org"),
      marked("University of London Library", "org"), marked("University of London", "org"),
      marked("London Library", "place"),
    ])
  ])

  private static func marked(_ words: String, _ label: String) -> Span {
    let (text, words) = (Array(letterText.unicodeScalars), Array(words.unicodeScalars))
    let start = text.indices.first { text[$0...].starts(with: words) } ?? 0
    return Sample.span(start, start + words.count, label)
  }
}
