import Labeling

/// A query as it is typed: `label:comedy by:bo ui:2 taxonomy:1 status:open differ:30 order:recent storm lighthouse`.
extension BrowseQuery {
  /// What a query may be narrowed by, as it is typed before a colon.
  public enum Term: String, CaseIterable, Sendable {
    case label, by, ui, taxonomy, status, differ, order
  }

  /// Reads the words of a query. What is no term is searched for.
  ///
  /// - Throws: `OperationError.usage` for a term that says nothing, twice the same thing, or what there is not.
  public init(typed words: [String]) throws(OperationError) {
    self.init()
    var seen: Set<Term> = []
    for word in words.flatMap({ $0.split(whereSeparator: \.isWhitespace) }) {
      guard let colon = word.firstIndex(of: ":"), let term = Term(rawValue: word[..<colon].lowercased()) else {
        self.words.append(String(word))
        continue
      }
      let value = String(word[word.index(after: colon)...])
      guard seen.insert(term).inserted else { throw .usage("'\(term.rawValue):' stands there twice (say it once)") }
      try take(term, value)
    }
  }

  private mutating func take(_ term: Term, _ value: String) throws(OperationError) {
    guard !value.isEmpty else {
      throw .usage("'\(term.rawValue):' says nothing (write \(term.rawValue):\(term.example))")
    }
    switch term {
    case .label: label = LabelID(value)
    case .by: annotator = value
    case .ui: ui = try Self.number(value, term)
    case .taxonomy: taxonomy = try Self.number(value, term)
    case .status: status = try Self.choice(value, term)
    case .order: order = try Self.choice(value, term)
    case .differ:
      guard let percent = Int(value), (0...100).contains(percent) else {
        throw .usage("'differ:' takes 0 to 100 percent, not '\(value)' (write differ:\(term.example))")
      }
      disagreement = Double(percent) / 100
    }
  }

  private static func number(_ value: String, _ term: Term) throws(OperationError) -> Int {
    guard let number = Int(value), number > 0 else {
      throw .usage(
        "'\(term.rawValue):' takes a version number, not '\(value)' (write \(term.rawValue):\(term.example))")
    }
    return number
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ value: String, _ term: Term
  ) throws(OperationError) -> Choice {
    guard let choice = Choice(rawValue: value) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("'\(term.rawValue):' has no '\(value)' (there are: \(known))")
    }
    return choice
  }

  /// A word that looks like a term and is none, so that it was taken for a text to be found; nil where there is no such
  /// word.
  public var doubtfulWord: String? {
    words.first { word in
      let (name, value) = (word.prefix { $0 != ":" }, word.drop { $0 != ":" }.dropFirst())
      return !value.isEmpty && !value.hasPrefix("//") && !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
    }
  }

  /// The same in the next order.
  public var reordered: BrowseQuery {
    let all = Order.allCases
    var next = self
    next.order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
    return next
  }

  /// As it would be typed: reading it gives the same query.
  public var typed: String {
    var parts: [String] = []
    if let label { parts.append("label:\(label)") }
    if let annotator { parts.append("by:\(annotator)") }
    if let ui { parts.append("ui:\(ui)") }
    if let taxonomy { parts.append("taxonomy:\(taxonomy)") }
    if let status { parts.append("status:\(status.rawValue)") }
    if disagreement > 0 { parts.append("differ:\(Int((disagreement * 100).rounded()))") }
    if order != .imported { parts.append("order:\(order.rawValue)") }
    return (parts + words).joined(separator: " ")
  }
}

extension BrowseQuery.Term {
  /// A value that it may have.
  public var example: String {
    switch self {
    case .label: "comedy"
    case .by: "amara"
    case .ui, .taxonomy: "2"
    case .status: "review"
    case .differ: "30"
    case .order: "disagreement"
    }
  }
}
