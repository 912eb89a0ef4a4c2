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

  private var names: [Marks.Mark.Kind: Name] = [:]

  private init() {}

  /// - Parameters:
  ///   - shortcuts: the keys of the focused question's labels.
  ///   - kinds: the marks that want a name.
  init(_ sheet: Sheet, _ shortcuts: Shortcuts?, kinds: Set<Marks.Mark.Kind>) {
    guard !kinds.isEmpty else { return }
    let wanted = Set(kinds.filter { $0.question == sheet.focus }.map(\.label))
    let page = min(sheet.labelPage, (shortcuts?.pages.count ?? 1) - 1)
    for (index, entries) in (shortcuts?.pages ?? []).enumerated() {
      for entry in entries where wanted.contains(entry.label.id) {
        // The digits of another page choose other labels here.
        let key = index == page ? entry.key : entry.label.key
        names[Marks.Mark.Kind(label: entry.label.id, question: sheet.focus)] = Name(
          key: key.map { Displayable(String($0)) }, title: Self.title(entry.label), role: .label(entry.place))
      }
    }
    for kind in kinds where names[kind] == nil {
      names[kind] = Self.name(kind, sheet)
    }
  }

  private static func name(_ kind: Marks.Mark.Kind, _ sheet: Sheet) -> Name? {
    guard sheet.questions.indices.contains(kind.question) else { return nil }
    let question = sheet.questions[kind.question]
    let isOwn = kind.question == sheet.focus
    guard let label = sheet.build.label(kind.label, offeredBy: question.id) else {
      // A label that is not offered any more: a doubt that wants another one.
      return Name(key: "?", title: Displayable(kind.label.rawValue).oneLine, role: .warning)
    }
    let place = isOwn ? sheet.offered.firstIndex { $0.id == kind.label } : nil
    return Name(title: title(label), role: place.map { .label($0) } ?? .dim)
  }

  private static func title(_ label: Label) -> Displayable {
    Displayable(label.title).oneLine.truncated(to: widestTitle)
  }

  subscript(kind: Marks.Mark.Kind) -> Name {
    names[kind] ?? Name(key: nil, title: Displayable(kind.label.rawValue).oneLine, role: .dim)
  }
}
