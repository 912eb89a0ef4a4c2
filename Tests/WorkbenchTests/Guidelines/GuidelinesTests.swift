import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Guidelines")
struct GuidelinesTests {
  private static let text = """
    # Which genre: drama?

    Choose what the story is mainly about.

    ## How to decide

    - Science fiction needs a thing that could be built.
      - Ghosts can't be built.

      A second paragraph.
    - **Science** is none of them.

    ## Documentary

    About real people.

    ### Doubts about it

    Skip.

    ## What is (a) *THRÍLLER*, then?

    A held breath.

    | Genre | Wants |
    |---|---|
    | Horror | a fright |

    **Musical:** songs.
    """

  private static let labels =
    Sample.genres + [
      Label(id: LabelID("science"), title: "Science"), Label(id: LabelID("musical"), title: "musical"),
      Label(id: LabelID("doubts-about-it"), title: "Unclear"), Label(id: LabelID("empty"), title: "…"),
    ]

  private static let build = Sample.build(labels: labels, guidelines: text)

  /// The words of a label's section, a line each.
  private func section(_ label: String, in build: Build = build) -> [String] {
    let guidelines = Guidelines(build)
    guard let label = build.taxonomy[LabelID(label)],
      let range = guidelines.section(of: label, in: QuestionID("genre"))
    else { return [] }
    return guidelines.passages[range].map(\.text.description)
  }

  @Test(
    "A label has its section",
    arguments: [
      // A heading that is its title, up to the next one of the level.
      ("documentary", ["Documentary", "About real people.", "Doubts about it", "Skip."]),
      // A heading that is its id.
      ("doubts-about-it", ["Doubts about it", "Skip."]),
      // A heading that has its title in it, whatever the case, the accents and the punctuation.
      (
        "thriller",
        ["What is (a) THRÍLLER, then?", "A held breath.", "Genre\nWants", "Horror\na fright", "Musical: songs."]
      ),
      // A list item with what stands in it.
      (
        "scifi",
        ["Science fiction needs a thing that could be built.", "Ghosts can't be built.", "A second paragraph."]
      ),
      // Not the item of a longer title.
      ("science", ["Science is none of them."]),
      ("horror", ["Horror\na fright"]), ("musical", ["Musical: songs."]),
      // The heading of the whole text is about no label: only the list of labels is left.
      ("drama", ["Drama"]), ("comedy", ["Comedy: Meant to make you laugh."]), ("empty", ["…"]), ("unknown", []),
    ])
  func sections(_ label: String, _ wanted: [String]) {
    #expect(section(label) == wanted)
  }

  @Test("Labels are listed below their groups, with what they mean")
  func meanings() {
    let labels = [
      Label(id: LabelID("food"), title: "Food", description: "To be eaten."),
      Label(id: LabelID("bread"), title: "Bread", parent: LabelID("food")),
      Label(id: LabelID("rye"), title: "Rye", parent: LabelID("bread")),
      Label(id: LabelID("cake"), title: "Cake", parent: LabelID("food")),
      Label(id: LabelID("other"), title: "Other"),
    ]
    let reading = Reading(Guidelines(Sample.build(labels: labels, guidelines: "")).passages, width: 60)
    let shown = reading.lines.map { $0.lead.description + $0.glyphs.map(\.text).joined() }
    #expect(
      shown.suffix(6) == [
        "What is the main genre of this film?", "Food: To be eaten.", "  Bread", "    · Rye", "  · Cake", "· Other",
      ])
  }

  @Test("Labels that are each other's parents are listed once")
  func circle() {
    let labels = [
      Label(id: LabelID("a"), title: "A", parent: LabelID("b")),
      Label(id: LabelID("b"), title: "B", parent: LabelID("a")),
      Label(id: LabelID("c"), title: "C", parent: LabelID("c")),
    ]
    #expect(Guidelines(Sample.build(labels: labels, guidelines: "x")).passages.count < 8)
  }

  @Test("Folding compares words without case, accents and punctuation")
  func folding() {
    #expect(FoldedWords("Crème-Brûlée, ŁÓDŹ e\u{301}").words == ["creme", "brulee", "lodz", "e"])
    #expect(FoldedWords("灯台 守る").words == ["灯", "台", "守", "る"])
    #expect(FoldedWords("か\u{3099}く co\u{AD}op हिन्दी").words == ["が", "く", "coop", "हिन्दी"])
    #expect(FoldedWords("灯 one two", limit: 2).words == ["灯", "one"])
    #expect(FoldedWords("…!").isEmpty)
    #expect(FoldedWords("one two three").contains(FoldedWords("Two three")))
    #expect(!FoldedWords("one two three").contains(FoldedWords("one three")))
    #expect(!FoldedWords("one").contains(FoldedWords("")))
  }
}
