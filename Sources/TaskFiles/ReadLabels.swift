import Labeling
import Records

extension StrictReader {
  /// `labels:` of a taxonomy: a list, or a table of them.
  mutating func labels(_ node: YAMLNode, in tables: TaskTables) -> PlacedLabels {
    if case .mapping = node.value { return labelFile(node, in: tables) }
    guard let nodes = list(node, "labels") else { return PlacedLabels(isWhole: false) }
    let labels = nodes.compactMap { label($0) }
    return PlacedLabels(all: labels, isWhole: labels.count == nodes.count)
  }

  private mutating func label(_ node: YAMLNode) -> PlacedLabel? {
    let keys = ["id", "title", "key", "description", "parent", "none", "value"]
    guard let members = mapping(node, "a label", keys: keys) else { return nil }
    guard let idNode = required("id", of: members), let id = labelID(idNode, "a label's id") else { return nil }
    var label = Label(id: id, title: id.rawValue)
    if let node = members["title"], let title = text(node, "the title of '\(id)'") { label.title = title }
    label.description = members["description"].flatMap { text($0, "the description of '\(id)'") }
    label.parent = members["parent"].flatMap { labelID($0, "the parent of '\(id)'") }
    label.isNone = members["none"].flatMap { bool($0, "none") } ?? false
    label.value = members["value"].flatMap { number($0, "the value of '\(id)'") }
    if let node = members["key"], let word = word(node, "the key of '\(id)'") {
      label.key = key(word, of: id, at: mark(node.place))
    }
    return PlacedLabel(
      label: label, mark: mark(idNode.place), keyMark: members["key"].map { mark($0.place) },
      parentMark: members["parent"].map { mark($0.place) })
  }

  /// `labels: {file: codes-2017.csv, id: "code", title: "title"}`
  private mutating func labelFile(_ node: YAMLNode, in tables: TaskTables) -> PlacedLabels {
    let broken = PlacedLabels(isWhole: false)
    let optional = ["title", "description", "parent", "key"]
    guard let members = mapping(node, "labels", keys: ["file", "id"] + optional) else { return broken }
    guard let idNode = required("id", of: members), let idColumn = word(idNode, "id") else { return broken }
    var columns = [TableColumn(key: "id", name: idColumn)]
    for key in optional {
      guard let node = members[key], let name = word(node, key) else { continue }
      columns.append(TableColumn(key: key, name: name))
    }
    var tally = FaultTally<TableFault>()
    guard let table = codeTable(members, columns: columns, in: tables, &tally) else { return broken }
    var labels = PlacedLabels(isWhole: table.isWhole)
    for row in table.rows {
      if let label = label(row, columns, table.file, &tally) {
        labels.all.append(label)
      } else {
        labels.isWhole = false
      }
    }
    conclude(tally)
    return labels
  }

  private mutating func label(
    _ row: CodeTable.Row, _ columns: [TableColumn], _ file: String, _ tally: inout FaultTally<TableFault>
  ) -> PlacedLabel? {
    let cells = Dictionary(zip(columns.map(\.key), row), uniquingKeysWith: { first, _ in first })
    guard let idCell = cells["id"], let id = code(idCell, "a label's id", file, &tally) else { return nil }
    for cell in row where cell.text.utf8.count > YAMLDocument.stringLimit {
      error(Mark(file: file, place: cell.place), "the text is longer than 64 kB (shorten it)")
      return nil
    }
    func filled(_ key: String) -> CodeTable.Cell? { cells[key].flatMap { $0.text.isEmpty ? nil : $0 } }
    var label = Label(id: id, title: filled("title")?.text ?? id.rawValue, description: filled("description")?.text)
    let parent = filled("parent")
    if let parent {
      guard let id = code(parent, "the parent of '\(id)'", file, &tally) else { return nil }
      label.parent = id
    }
    let keyMark = filled("key").map { Mark(file: file, place: $0.place) }
    if let cell = filled("key"), let mark = keyMark { label.key = key(cell.text, of: id, at: mark) }
    return PlacedLabel(
      label: label, mark: Mark(file: file, place: idCell.place), keyMark: keyMark,
      parentMark: parent.map { Mark(file: file, place: $0.place) })
  }

  /// The label that a cell names.
  mutating func code(_ cell: CodeTable.Cell, _ what: String, _ file: String, _ tally: inout FaultTally<TableFault>)
    -> LabelID?
  {
    if LabelSpelling.isID(cell.text) { return LabelID(cell.text) }
    let mark = Mark(file: file, place: cell.place)
    if tally.admits(.noID, at: mark) {
      error(
        mark,
        cell.text.isEmpty
          ? "\(what) is empty (fill it in, or drop the row)" : LabelSpelling.refusal(of: cell.text, what))
    }
    return nil
  }

  private mutating func key(_ word: String, of id: LabelID, at mark: Mark) -> Character? {
    let scalars = word.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, scalar.isKeyboardCharacter, let key = word.first else {
      error(mark, "the key of '\(id)' can't be '\(LabelSpelling.excerpt(word))' (take one letter or mark)")
      return nil
    }
    return key
  }
}

extension Unicode.Scalar {
  /// A letter, digit, mark or symbol that one key press can give.
  fileprivate var isKeyboardCharacter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .titlecaseLetter, .decimalNumber, .otherPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }
}
