import Labeling
import Testing
import Text

@testable import Workbench

@Suite("What a query finds")
struct LabelQueryTests {
  @Test(
    "The label that is meant is among the first three",
    arguments: [
      ("comp prog", "Custom Computer Programming"), ("bakery", "Retail Bakeries"), ("bakery", "Commercial Bakeries"),
      ("bakeries retail", "Retail Bakeries"), ("31", "Software Publishers"), ("3102", "Custom Computer Programming"),
      ("soft", "Software Publishers"), ("lawyer", "Offices of Lawyers"), ("dentist", "Offices of Dentists"),
      ("soy", "Soy Farming"), ("restaurant", "Full-Service Restaurants"), ("fsr", "Full-Service Restaurants"),
      ("programing", "Custom Computer Programming"), ("beer", "Breweries"), ("chicken", "Egg Production"),
      ("cafe creme", "Café and Crème Reviews"), ("CAFÉ", "Café and Crème Reviews"), ("lodz", "Łódź Street Kitchens"),
      ("拉面", "拉面 Ramen Bars"), ("라면", "라면 Noodle Stalls"), ("ｒａｍｅｎ", "拉面 Ramen Bars"),
      ("farm mach", "Farm Machinery"), ("machinery farm", "Farm Machinery"),
      ("food serv full", "Full-Service Restaurants"),
      ("manufacturing beer", "Breweries"), ("z", "Beekeeping"), ("wine", "Vineyards"),
    ])
  func ranking(_ query: String, _ wanted: String) {
    let found = Industries.found(query)
    #expect(found.prefix(3).contains(wanted), "\(query): \(found.prefix(5))")
  }

  @Test(
    "What is nowhere is not found",
    arguments: ["church", "xylophone", "comp dentist", "99", "1102 soy", "ервп"])
  func nothing(_ query: String) { #expect(Industries.found(query).isEmpty) }

  @Test("Titles go before descriptions, and those before what stands above")
  func tiers() {
    let labels = [
      Label(id: LabelID("group"), title: "Radio makers"),
      Label(id: LabelID("a"), title: "Cabinets", parent: LabelID("group")),
      Label(id: LabelID("b"), title: "Valves", description: "Parts of a radio."),
      Label(id: LabelID("c"), title: "Radio plays"),
    ]
    let catalog = Industries.catalog(Array(labels))
    #expect(Industries.found("radio", in: catalog) == ["Radio makers", "Radio plays", "Valves", "Cabinets"])
  }

  @Test("Equally good labels stand in taxonomy order, every time")
  func ties() {
    let labels = ["b", "a", "d", "c"].map { Label(id: LabelID($0), title: "Same words") }
    let catalog = Industries.catalog(labels)
    for query in ["", "s", "same", "words same", "sw"] {
      let found = LabelQuery(query).found(in: catalog, among: [3, 1, 0, 2])
      #expect(found == [0, 1, 2, 3], "\(query)")
    }
  }

  @Test("Every title finds itself first, whatever it is made of")
  func everyTitleFindsItself() {
    var random = SeededGenerator(state: 11)
    for _ in 0..<40 {
      let labels = (0..<30).map { Label(id: LabelID("id\($0)"), title: FoundStrings.title(&random)) }
      let catalog = Industries.catalog(labels)
      for (place, label) in labels.enumerated() {
        let query = LabelQuery(label.title)
        guard !query.isEmpty else { continue }
        let first = query.found(in: catalog, among: catalog.entries.indices).first
        // Titles that differ only in what searching does not see are the same to it: the earlier one comes first.
        let same = catalog.entries.firstIndex { $0.title.letters == catalog.entries[place].title.letters }
        #expect(first == same, "\(label.title.debugDescription)")
      }
    }
  }

  @Test("The start of a title finds it, and a letter more never finds more")
  func lettersNarrow() {
    var random = SeededGenerator(state: 12)
    for _ in 0..<25 {
      let labels = (0..<25).map { index in
        Label(
          id: LabelID("\(index * 7)"), title: FoundStrings.title(&random), key: index == 3 ? "s" : nil,
          description: index % 2 == 0 ? FoundStrings.title(&random) : nil, parent: index > 20 ? LabelID("7") : nil)
      }
      let catalog = Industries.catalog(labels)
      let place = Int.random(in: labels.indices, using: &random)
      let other = FoundStrings.title(&random)
      for text in [labels[place].title, other, labels[place].title + " " + other] {
        var typed = ""
        var before = Array(labels.indices)
        for character in text.prefix(40) {
          let earlier = LabelQuery(typed)
          typed.append(character)
          let query = LabelQuery(typed)
          let all = query.found(in: catalog, among: labels.indices)
          if query.narrows(earlier) {
            #expect(Set(all).isSubset(of: before), "\(typed.debugDescription) finds more")
            #expect(query.found(in: catalog, among: before) == all, "\(typed.debugDescription)")
          }
          if labels[place].title.hasPrefix(typed) { #expect(all.contains(place), "\(typed.debugDescription)") }
          before = all
        }
      }
    }
  }

  @Test("A circle of parents ends")
  func circle() {
    let labels = [
      Label(id: LabelID("a"), title: "One", parent: LabelID("b")),
      Label(id: LabelID("b"), title: "Two", parent: LabelID("a")),
      Label(id: LabelID("c"), title: "Three", parent: LabelID("c")),
    ]
    let catalog = Industries.catalog(labels)
    #expect(Industries.found("two", in: catalog).first == "Two")
    #expect(catalog.path(of: 2) == ["Three"])
  }
}

/// Titles of words, wide letters and what breaks terminals.
enum FoundStrings {
  private static let pieces = [
    "retail", "Bakeries", "bake", "a", "B", " ", "  ", "-", "é", "e\u{301}", "ẞ", "İ", "世界", "한", "\u{202E}",
    "\u{200B}",
    "\u{1B}[31m", "👩‍👩‍👧", "42", "5415", "\u{301}", "ﬁ", "नि", "\n", "ＡＢ", "ø", "(x)", "S", "software",
  ]

  static func title(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
