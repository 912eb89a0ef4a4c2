import Labeling
import Records

/// Reads the nodes of one file, writing down every fault and going on.
struct StrictReader {
  let file: String
  private(set) var faults: [Fault] = []

  init(file: String) {
    self.file = file
  }

  mutating func error(_ place: Place, _ message: String) {
    report(place, .error, message)
  }

  mutating func warning(_ place: Place, _ message: String) {
    report(place, .warning, message)
  }

  /// In this file, or in a table that it names.
  mutating func error(_ mark: Mark, _ message: String) {
    faults.append(mark.fault(message))
  }

  mutating func warning(_ mark: Mark, _ message: String) {
    faults.append(mark.fault(severity: .warning, message))
  }

  func mark(_ place: Place) -> Mark { Mark(file: file, place: place) }

  private mutating func report(_ place: Place, _ severity: Fault.Severity, _ message: String) {
    faults.append(mark(place).fault(severity: severity, message))
  }

  /// The members of a mapping, all of whose keys must be known.
  mutating func mapping(_ node: YAMLNode, _ what: String, keys: [String]) -> Members? {
    guard case .mapping(let members) = node.value else {
      error(
        node.place,
        "\(what) must be a mapping with the keys \(keys.joined(separator: ", ")), not \(node.phrase) (write them below it, each as 'key: value')"
      )
      return nil
    }
    for member in members where !keys.contains(member.key) {
      let hint = Spelling.nearest(to: member.key, in: keys).map { "did you mean '\($0)'?" }
      error(
        member.place,
        "unknown key '\(member.key)' in \(what) (\(hint ?? "it takes \(keys.joined(separator: ", "))"))")
    }
    return Members(place: node.place, what: what, all: members)
  }

  mutating func list(_ node: YAMLNode, _ what: String) -> [YAMLNode]? {
    guard case .list(let nodes) = node.value else {
      error(node.place, "\(what) must be a list, not \(node.phrase) (write each entry after a '- ', or all in [ ])")
      return nil
    }
    return nodes
  }

  /// A text. Numbers and the like must be quoted: `1.10` is no text, and its zero would be lost.
  mutating func text(_ node: YAMLNode, _ what: String) -> String? {
    guard case .scalar(let text, let isPlain) = node.value, !isPlain || isText(node) else {
      error(node.place, "\(what) must be a text, not \(node.phrase) (quote it if it is meant as one)")
      return nil
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      error(node.place, "\(what) is empty (write something)")
      return nil
    }
    return text
  }

  private func isText(_ node: YAMLNode) -> Bool {
    !node.isNull && node.bool == nil && number(in: node) == nil
  }

  /// The text of any scalar, as ids and keys take it: `id: 2012` is the id "2012".
  mutating func word(_ node: YAMLNode, _ what: String) -> String? {
    guard case .scalar(let text, _) = node.value, !node.isNull else {
      error(node.place, "\(what) must be a text, not \(node.phrase) (write a word, or quote it)")
      return nil
    }
    return text
  }

  mutating func bool(_ node: YAMLNode, _ what: String) -> Bool? {
    guard let value = node.bool else {
      error(node.place, "\(what) must be true or false, not \(node.phrase) (write true or false)")
      return nil
    }
    return value
  }

  mutating func integer(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = number(in: node)?.int else {
      error(node.place, "\(what) must be an integer, not \(node.phrase) (write a whole number in digits)")
      return nil
    }
    guard range.contains(value) else {
      let bound =
        range.upperBound == .max ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
      error(node.place, "\(what) is \(value) (take \(bound))")
      return nil
    }
    return value
  }

  mutating func number(_ node: YAMLNode, _ what: String, suchAs example: String = "0.05") -> JSONNumber? {
    guard let number = number(in: node) else {
      error(node.place, "\(what) must be a number in decimal digits, not \(node.phrase) (write such as \(example))")
      return nil
    }
    return number
  }

  func number(in node: YAMLNode) -> JSONNumber? { node.number }

  /// One of the words of an enumeration.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ node: YAMLNode, _ what: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let word = word(node, what) else { return nil }
    if let value = Value(rawValue: word) { return value }
    let known = Value.allCases.map(\.rawValue)
    let hint = Spelling.nearest(to: word, in: known).map { "did you mean '\($0)'?" }
    error(node.place, "\(what) can't be '\(word)' (\(hint ?? "take \(known.joined(separator: ", "))"))")
    return nil
  }

  /// An id: 1 to 64 of lower-case letters, digits and `-`, `_`, `.`.
  mutating func identifier(_ node: YAMLNode, _ what: String) -> String? {
    guard let word = word(node, what) else { return nil }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-_.".utf8)
    guard (1...64).contains(word.utf8.count), word.utf8.allSatisfy(allowed.contains) else {
      error(node.place, "\(what) can't be '\(word)' (take 1 to 64 lower-case letters, digits, '-', '_' and '.')")
      return nil
    }
    return word
  }

  /// A label's id: the words of task files and the codes of official lists.
  mutating func labelID(_ node: YAMLNode, _ what: String) -> LabelID? {
    guard let word = word(node, what) else { return nil }
    guard LabelSpelling.isID(word) else {
      error(node.place, LabelSpelling.refusal(of: word, what))
      return nil
    }
    return LabelID(word)
  }

  /// `version:` of a file: a positive integer.
  mutating func version(_ members: Members) -> Int? {
    guard let node = required("version", of: members) else { return nil }
    return integer(node, "version", in: 1...Int.max)
  }

  mutating func required(_ key: String, of members: Members) -> YAMLNode? {
    if let node = members[key] { return node }
    error(members.place, "\(members.what) has no '\(key)' (add \(key):)")
    return nil
  }
}

/// The members of a mapping that is being read.
struct Members {
  let place: Place
  let what: String
  let all: [YAMLNode.Member]

  subscript(key: String) -> YAMLNode? {
    all.first { $0.key == key }?.value
  }

  func place(of key: String) -> Place {
    all.first { $0.key == key }?.place ?? place
  }
}
