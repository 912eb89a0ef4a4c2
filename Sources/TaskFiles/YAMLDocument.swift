import Yams

/// Parses a YAML file into nodes within fixed bounds.
struct YAMLDocument {
  /// Levels of lists and mappings inside each other.
  static let depthLimit = 32
  static let nodeLimit = 200_000
  /// UTF-8 bytes of one text.
  static let stringLimit = 64 << 10

  let root: YAMLNode?
  /// Where and what; the caller knows the file.
  let faults: [(Place, String)]

  init(_ text: String) {
    guard !Self.mayMultiply(text) else {
      root = nil
      faults = [
        (.start, "the file seems to use anchors and aliases (write the values out; quote texts with & or * in front)")
      ]
      return
    }
    var intake = YAMLIntake()
    root = intake.read(text)
    faults = intake.faults
  }

  /// Nested aliases grow without bound while they are parsed, so a file that has many is refused before that. Where the
  /// marks stand doesn't matter: a rare false alarm is better than a text that a second parser would see differently.
  private static func mayMultiply(_ text: String) -> Bool {
    var anchors = 0
    var aliases = 0
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      if previous == UInt8(ascii: "&"), byte > 0x20 { anchors += 1 }
      if previous == UInt8(ascii: "*"), byte > 0x20 { aliases += 1 }
      previous = byte
    }
    return anchors > 0 && aliases > 8
  }
}

/// Walks the parser's tree once, refusing what we don't take.
private struct YAMLIntake {
  var faults: [(Place, String)] = []
  private var nodes = 0
  /// Where anchored values stand.
  private var anchored: Set<Place> = []

  mutating func read(_ text: String) -> YAMLNode? {
    var text = text
    // Each round takes one key that is given twice out of the way, so that the rest of the file is checked too.
    for _ in 0..<20 {
      do {
        // The parser owns the anchors, and nodes only know them while it lives.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else { return nil }
        return withExtendedLifetime(parser) { convert(root, depth: 0) }
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(line: context.mark.line, column: context.mark.column)
        faults.append((place, "the key '\(keys.first ?? "")' is given again further down (keep one of them)"))
        guard let masked = MaskedKey.mask(text, at: place) else { return nil }
        text = masked
      } catch {
        faults.append(Self.fault(of: error))
        return nil
      }
    }
    return nil
  }

  private mutating func convert(_ node: Node, depth: Int) -> YAMLNode? {
    let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
    nodes += 1
    guard nodes <= YAMLDocument.nodeLimit else {
      if nodes == YAMLDocument.nodeLimit + 1 { refuse(place, "the file has more than 200,000 values (split it)") }
      return nil
    }
    guard depth <= YAMLDocument.depthLimit else {
      refuse(place, "more than \(YAMLDocument.depthLimit) levels of nesting (flatten it)")
      return nil
    }
    if node.anchor != nil { refuse(place, "anchors and aliases are not taken here (write the value out)") }
    switch node {
    case .scalar(let scalar):
      return convert(scalar, at: place)
    case .sequence(let list):
      if !list.tag.description.isEmpty { refuseTag(place) }
      return YAMLNode(place: place, value: .list(list.compactMap { convert($0, depth: depth + 1) }))
    case .mapping(let mapping):
      if !mapping.tag.description.isEmpty { refuseTag(place) }
      return YAMLNode(place: place, value: .mapping(mapping.compactMap { member($0.key, $0.value, depth: depth) }))
    case .alias:
      return nil
    }
  }

  private mutating func convert(_ scalar: Node.Scalar, at place: Place) -> YAMLNode? {
    let isPlain = scalar.style == .plain
    if isPlain && !scalar.tag.description.isEmpty { refuseTag(place) }
    guard scalar.string.utf8.count <= YAMLDocument.stringLimit else {
      refuse(place, "the text is longer than 64 kB (shorten it)")
      return nil
    }
    return YAMLNode(place: place, value: .scalar(text: scalar.string, isPlain: isPlain))
  }

  private mutating func member(_ key: Node, _ value: Node, depth: Int) -> YAMLNode.Member? {
    let place = key.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
    guard case .scalar(let scalar) = key else {
      refuse(place, "a key must be a text (write it as one word)")
      return nil
    }
    guard !MaskedKey.isMasked(scalar.string) else { return nil }
    guard scalar.string != "<<" else {
      refuse(place, "merge keys are not taken here (write the values out)")
      return nil
    }
    // The parser puts the anchored value in an alias's place, mark and all; its key says where the alias stands.
    if value.anchor != nil, let mark = value.mark,
      !anchored.insert(Place(line: mark.line, column: mark.column)).inserted
    {
      refuse(place, "anchors and aliases are not taken here (write the value out)")
      return nil
    }
    guard let value = convert(value, depth: depth + 1) else { return nil }
    return YAMLNode.Member(key: scalar.string, place: place, value: value)
  }

  private mutating func refuseTag(_ place: Place) {
    refuse(place, "tags are not taken here (drop the word with !)")
  }

  private mutating func refuse(_ place: Place, _ message: String) {
    faults.append((place, message))
  }

  private static func fault(of error: any Error) -> (Place, String) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let context = context.map { " \($0.text)" } ?? ""
      return (
        Place(line: mark.line, column: mark.column),
        "this is not YAML: \(problem)\(context) (check indentation and quotes)"
      )
    case YamlError.reader(let problem, _, _, _):
      return (.start, "this is not YAML: \(problem) (remove the character)")
    default:
      return (.start, "this is not YAML (check indentation and quotes)")
    }
  }
}

/// Takes a key out of the way without moving anything else: its first character becomes a private-use one.
private enum MaskedKey {
  private static let mask: Unicode.Scalar = "\u{F8FF}"

  static func isMasked(_ key: String) -> Bool {
    key.unicodeScalars.first == mask
  }

  static func mask(_ text: String, at place: Place) -> String? {
    var scalars = Array(text.unicodeScalars)
    var line = 1
    var index = 0
    while line < place.line, index < scalars.count {
      if scalars[index] == "\n" { line += 1 }
      index += 1
    }
    index += place.column - 1
    if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    guard index < scalars.count, scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil
    else { return nil }
    scalars[index] = mask
    var masked = String.UnicodeScalarView()
    masked.append(contentsOf: scalars)
    return String(masked)
  }
}
