/// The members of a JSON object in the order in which they were written. Keys are compared by scalars and occur once.
public struct JSONObject: Sendable {
  public typealias Element = (key: String, value: JSON)

  private var members: [Element]

  public init() {
    members = []
  }

  /// Of a key given twice the first counts.
  public init(_ members: [(String, JSON)]) {
    var seen: Set<ExactString> = []
    self.members = members.compactMap { key, value in
      seen.insert(ExactString(key)).inserted ? (key: key, value: value) : nil
    }
  }

  /// For the parser, which has refused duplicates already.
  init(unique members: [Element]) {
    self.members = members
  }

  public var keys: [String] { members.map(\.key) }

  /// Reading is linear in the number of members. Writing keeps a member's place, adds a new one at the end, and with
  /// nil removes it.
  public subscript(_ key: String) -> JSON? {
    get {
      index(of: key).map { members[$0].value }
    }
    set {
      switch (index(of: key), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  private func index(of key: String) -> Int? {
    members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }

  /// The members ordered by the scalars of their keys.
  var sorted: [Element] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { members.count }
  public subscript(position: Int) -> Element { members[position] }
}

extension JSONObject: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count
      && zip(left.sorted, right.sorted).allSatisfy {
        $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value
      }
  }

  public func hash(into hasher: inout Hasher) {
    for (key, value) in sorted {
      hasher.combine(ExactString(key))
      hasher.combine(value)
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
