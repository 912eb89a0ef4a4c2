import Labeling
import Text

/// A piece of what is read on a screen, cleaned.
struct Passage: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// With what stands right-aligned beside it where it fits.
    case heading(beside: Displayable?)
    case meta
    /// Names the body below it.
    case caption
    case body
    /// Says that something is missing or left out.
    case notice
    /// Of Markdown.
    case set(Typeset)
  }

  /// Scalars of one text that are laid out; the rest is counted in a notice.
  static let limit = 262_144

  var kind: Kind
  var text: Displayable
  /// The field of the example that it shows, so that the sources of its glyphs are offsets in the field's raw text;
  /// nil where it shows no field, or several.
  var field: String?
  /// The scalars of the field that are not shown, only counted by this notice; nil for text that shows itself.
  var counted: Range<ScalarOffset>?

  /// The fields of an example in their order: meta fields stand beside the heading before them; bodies have captions
  /// where there are several.
  ///
  /// - Parameter marked: the fields in which something may be marked: each stands by itself, with exact offsets.
  static func of(_ fields: [ShownText], marked: Set<String> = []) -> [Passage] {
    let namesBodies = fields.count { $0.style == .body } > 1
    var passages: [Passage] = []
    var rest = fields[...]
    while let field = rest.popFirst() {
      switch field.style {
      case .heading:
        var metas: [ShownText] = []
        while let meta = rest.first, meta.style == .meta, !marked.contains(meta.name) {
          metas.append(meta)
          rest.removeFirst()
        }
        guard let text = field.text else {
          passages += meta(metas)
          continue
        }
        let kind = Kind.heading(beside: meta(metas).first?.text)
        let shown = marked.contains(field.name) ? limit : 2000
        passages += passage(kind, text, isOneLine: true, limit: shown, of: field.name)
      case .meta:
        if marked.contains(field.name), let text = field.text, !text.isEmpty {
          passages += passage(.meta, text, isOneLine: true, limit: limit, of: field.name)
        } else {
          passages += meta([field])
        }
      case .body:
        if namesBodies { passages.append(Passage(kind: .caption, text: Displayable(field.caption).oneLine)) }
        passages += body(field.text, of: field.name)
      }
    }
    return passages
  }

  /// A long text of its own, such as the guidelines or a field of the example.
  static func body(_ raw: String?, of field: String? = nil) -> [Passage] {
    guard let raw, !raw.isEmpty else { return [Passage(kind: .notice, text: raw == nil ? "(none)" : "(empty)")] }
    return passage(.body, raw, isOneLine: false, limit: limit, of: field)
  }

  /// Text up to a limit in scalars; what is left out is counted below it.
  private static func passage(
    _ kind: Kind, _ raw: String, isOneLine: Bool, limit: Int, of field: String?
  ) -> [Passage] {
    func passage(_ raw: String) -> Passage {
      let text = Displayable(raw)
      return Passage(kind: kind, text: isOneLine ? text.oneLine : text, field: field)
    }
    let scalars = raw.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return [passage(raw)] }
    let count = scalars.count
    return [
      passage(String(scalars[..<end])),
      Passage(
        kind: .notice, text: "… +\(count - limit) characters that are not shown", field: field,
        counted: ScalarOffset(limit)..<ScalarOffset(count)),
    ]
  }

  private static func meta(_ fields: [ShownText]) -> [Passage] {
    let texts = fields.compactMap(\.text).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    let joined = texts.map { Displayable(String($0.prefix(500))).oneLine }.joined(separator: " · ")
    return [Passage(kind: .meta, text: joined)]
  }
}
