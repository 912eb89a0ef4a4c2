import Labeling

extension Question {
  /// The fields that it puts side by side; none for other kinds.
  var comparedFields: [String] {
    if case .pairwise(let first, let second, _) = kind { [first, second] } else { [] }
  }

  /// True where its text has to be marked.
  fileprivate var isMarked: Bool {
    if case .spans = kind { true } else { false }
  }
}

extension Presented {
  /// The pairs of texts that its questions compare, each once.
  func pairs(width: Int) -> [PairReading] {
    var pairs: [PairReading] = []
    for case .pairwise(let first, let second, _) in build.ask.map(\.kind)
    where !pairs.contains(where: { $0.fields == [first, second] }) {
      pairs.append(PairReading(self, first: first, second: second, width: width))
    }
    return pairs
  }

  /// The fields for one column of text. Those that are compared are called and ordered as the sides are seen.
  var blindFields: [ShownText] {
    var fields = fields
    for compared in build.ask.map(\.comparedFields) where !compared.isEmpty {
      let places = compared.compactMap { name in fields.firstIndex { $0.name == name } }
      guard places.count == 2 else { continue }
      let pair = isSwapped ? [fields[places[1]], fields[places[0]]] : places.map { fields[$0] }
      for (place, (var field, name)) in zip(places.sorted(), zip(pair, ["A", "B"])) {
        field.caption = name
        fields[place] = field
      }
    }
    return fields
  }
}

extension Sheet {
  /// The texts that are compared while the focused question is answered: its own ones, else those of the first question
  /// that compares. Nil where nothing is compared, or text is marked.
  var pair: PairReading? {
    get { pairIndex.map { pairs[$0] } }
    set { if let newValue, let pairIndex { pairs[pairIndex] = newValue } }
  }

  private var pairIndex: Int? {
    guard !pairs.isEmpty, question?.isMarked != true else { return nil }
    return pairs.firstIndex { $0.fields == question?.comparedFields } ?? 0
  }
}

// The text of the example, in whichever way it is laid out.
extension Sheet {
  /// Where the text stands that was said to be better, where the focused question compares and one was.
  var better: PairReading.Part? {
    guard case .side(let side)? = question.flatMap({ answer[$0.id] }), side != .tie else { return nil }
    return (side == .a) == presented.isSwapped ? .right : .left
  }

  /// The rows that the text takes with what is marked in it; counted up to `height`, beyond which it is scrolled.
  func rowsOfText(height: Int) -> Int {
    if let pair { return pair.rowCount }
    // A line takes a row at least.
    if reading.lines.count >= height { return max(1, height) }
    return reading.rowCount(marks: marks, height: height, most: max(1, height))
  }

  var placesFound: Int { pair?.found.count ?? reading.found.count }

  mutating func find(_ text: String, height: Int, marks: TextMarks) {
    reading.find(text, height: height, marks: marks)
    pair?.find(text, height: height)
  }

  mutating func forgetFound() {
    reading.forgetFound()
    for index in pairs.indices { pairs[index].forgetFound() }
  }

  /// - Parameter width: the columns that there are for text.
  mutating func resize(width: Int) {
    reading.resize(width: min(width, Reading.widest))
    for index in pairs.indices { pairs[index].resize(width: width) }
  }
}
