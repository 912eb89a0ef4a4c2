import Canvas
import Labeling
import Text

/// How marks are named on the screen: by the key and the title of their label.
struct MarkNames {
  struct Name {
    /// The key that gives this label now; nil for labels of other questions, or of other pages.
    var key: Displayable?
    var title: Displayable
    var role: Role
  }

  private static let widestTitle = 36
  static let none = MarkNames()

  /// The marks that have a name here.
  let kinds: Set<TextMarks.Mark.Kind>
  private var names: [TextMarks.Mark.Kind: Name] = [:]

  private init() { kinds = [] }

  /// - Parameter names: of all marks that there are.
  init(_ names: [TextMarks.Mark.Kind: Name]) {
    kinds = Set(names.keys)
    self.names = names
  }

  /// - Parameters:
  ///   - shortcuts: the keys of the focused question's labels.
  ///   - kinds: the marks that want a name.
  init(_ sheet: Sheet, _ shortcuts: Shortcuts?, kinds: Set<TextMarks.Mark.Kind>) {
    self.kinds = kinds
    var wanted: Set<LabelID> = []
    for kind in kinds where kind.question == sheet.focus {
      if case .label(let label) = kind.meaning { wanted.insert(label) }
    }
    let page = min(sheet.labelPage, (shortcuts?.pages.count ?? 1) - 1)
    for (index, entries) in (wanted.isEmpty ? [] : shortcuts?.pages ?? []).enumerated() {
      for entry in entries where wanted.contains(entry.label.id) {
        // The digits of another page choose other labels here.
        let key = index == page ? entry.key : entry.label.key
        names[TextMarks.Mark.Kind(meaning: .label(entry.label.id), question: sheet.focus)] = Name(
          key: key.map { Displayable(String($0)) }, title: Self.title(entry.label), role: .label(entry.place))
      }
    }
    for kind in kinds where names[kind] == nil { names[kind] = Self.name(kind, sheet) }
  }

  private static func name(_ kind: TextMarks.Mark.Kind, _ sheet: Sheet) -> Name {
    func title(_ label: LabelID) -> Displayable {
      let known = sheet.questions.indices.contains(kind.question) ? sheet.questions[kind.question].id : nil
      let offered = known.flatMap { sheet.build.label(label, offeredBy: $0) } ?? sheet.build.taxonomy[label]
      return offered.map(Self.title) ?? Displayable(label.rawValue).oneLine.truncated(to: widestTitle)
    }
    switch kind.meaning {
    case .open(let candidates):
      // What each may be now: the person decides.
      return Name(key: "?", title: candidates.map(title).joined(separator: " or "), role: .warning)
    case .label(let label), .said(let label, _, _):
      let place = kind.question == sheet.focus ? sheet.offered.firstIndex { $0.id == label } : nil
      return Name(title: title(label), role: place.map { .label($0) } ?? .dim)
    }
  }

  private static func title(_ label: Label) -> Displayable {
    Displayable(label.title).oneLine.truncated(to: widestTitle)
  }

  subscript(kind: TextMarks.Mark.Kind) -> Name {
    names[kind] ?? Name(key: nil, title: "", role: .dim)
  }
}
