import Labeling

@testable import Workbench

/// A small made-up list of industries with codes, three levels deep.
enum Industries {
  private static let rows: [(id: String, title: String, parent: String?, description: String?)] = [
    ("1", "Farming and Fishing", nil, nil),
    ("11", "Crops", "1", nil),
    ("1101", "Soy Farming", "11", nil), ("1102", "Wheat and Rye Farming", "11", "Grain that becomes bread."),
    ("1103", "Vineyards", "11", "Grapes for the table and for wine."),
    ("12", "Animals", "1", nil),
    ("1201", "Egg Production", "12", "Chicken and duck eggs."), ("1202", "Beekeeping", "12", nil),
    ("2", "Manufacturing", nil, nil),
    ("21", "Food", "2", nil),
    ("2101", "Commercial Bakeries", "21", "Bread and cakes for shops."),
    ("2102", "Retail Bakeries", "21", "Baking and selling in one place."),
    ("2103", "Baked Goods Wholesale", "21", nil), ("2104", "Breweries", "21", "Beer, ale and malt."),
    ("22", "Machinery", "2", nil),
    ("2201", "Farm Machinery", "22", nil), ("2202", "Computer and Printer Assembly", "22", nil),
    ("3", "Services", nil, nil),
    ("31", "Information", "3", nil),
    ("3101", "Software Publishers", "31", nil),
    ("3102", "Custom Computer Programming", "31", "Writing software to order."),
    ("3103", "Television Programming", "31", nil), ("3104", "Café and Crème Reviews", "31", nil),
    ("32", "Food Services", "3", nil),
    ("3201", "Full-Service Restaurants", "32", "Guests are served at a table."),
    ("3202", "Limited-Service Restaurants", "32", "Guests order and pay first."), ("3203", "拉面 Ramen Bars", "32", nil),
    ("3204", "라면 Noodle Stalls", "32", nil), ("3205", "Łódź Street Kitchens", "32", nil),
    ("33", "Offices", "3", nil),
    ("3301", "Offices of Lawyers", "33", nil), ("3302", "Offices of Dentists", "33", nil),
  ]

  static let labels = rows.map {
    Label(
      id: LabelID($0.id), title: $0.title, key: $0.id == "1202" ? "z" : nil, description: $0.description,
      parent: $0.parent.map { LabelID($0) })
  }
  static let taxonomy = Taxonomy(version: 2, labels: labels)

  static func catalog(_ labels: [Label]? = nil) -> LabelCatalog {
    let taxonomy = labels.map { Taxonomy(version: 2, labels: $0) } ?? taxonomy
    return LabelCatalog(
      LabelCatalog.Source(build: Digest(of: []), question: QuestionID("industry"), asked: nil),
      labels ?? taxonomy.leaves(), of: taxonomy, under: nil)
  }

  static func found(_ query: String, in catalog: LabelCatalog = catalog()) -> [String] {
    LabelQuery(query).found(in: catalog, among: catalog.entries.indices).map { catalog.entries[$0].label.title }
  }

  static func question(_ kind: Question.Kind = .choice, advances: Bool = false, selection: Question.Selection = .leaves)
    -> Question
  {
    Question(
      id: QuestionID("industry"), kind: kind, prompt: "What does this company do?", advancesAutomatically: advances,
      selection: selection)
  }

  static func presented(_ question: Question = question(), number: Int = 1) -> Presented {
    Sample.presented(number, build: Sample.build([question], labels: labels))
  }

  /// Made-up labels by the thousand, in groups of fifty.
  static func many(_ count: Int) -> [Label] {
    let words = ["steel", "paper", "glass", "wool", "stone", "copper", "cotton", "timber", "rubber", "clay", "salt"]
    let trades = ["mills", "wholesale", "repair", "transport", "testing", "design", "recycling"]
    return (0..<count).map { index in
      let group = index / 50
      let isGroup = index % 50 == 0
      let title =
        "\(words[index % words.count]) and \(words[index / 7 % words.count]) \(trades[index % trades.count]) \(index)"
      return Label(
        id: LabelID("\(10_000 + index)"), title: title,
        description: "Firms that work with \(words[index / 3 % words.count]).",
        parent: isGroup ? nil : LabelID("\(10_000 + group * 50)"))
    }
  }
}
