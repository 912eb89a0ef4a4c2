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
  }

  /// Scalars of one text that are laid out; the rest is counted in a notice.
  static let limit = 262_144

  var kind: Kind
  var text: Displayable

  /// The fields of an example in their order: meta fields stand beside the heading before them; bodies have captions
  /// where there are several.
  static func of(_ fields: [ShownText]) -> [Passage] {
    let namesBodies = fields.count { $0.style == .body } > 1
    var passages: [Passage] = []
    var rest = fields[...]
    while let field = rest.popFirst() {
      switch field.style {
      case .heading:
        var metas: [ShownText] = []
        while let meta = rest.first, meta.style == .meta {
          metas.append(meta)
          rest.removeFirst()
        }
        guard let text = field.text else {
          passages += meta(metas)
          continue
        }
        let beside = meta(metas).first?.text
        passages.append(Passage(kind: .heading(beside: beside), text: Displayable(String(text.prefix(2000))).oneLine))
      case .meta: passages += meta([field])
      case .body:
        if namesBodies { passages.append(Passage(kind: .caption, text: Displayable(field.caption).oneLine)) }
        passages += body(field.text)
      }
    }
    return passages
  }

  /// A long text of its own, such as the guidelines.
  static func body(_ raw: String?) -> [Passage] {
    guard let raw, !raw.isEmpty else { return [Passage(kind: .notice, text: raw == nil ? "(none)" : "(empty)")] }
    let scalars = raw.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return [Passage(kind: .body, text: Displayable(raw))] }
    let left = scalars.distance(from: end, to: scalars.endIndex)
    return [
      Passage(kind: .body, text: Displayable(String(scalars[..<end]))),
      Passage(kind: .notice, text: "… +\(left) characters that are not shown"),
    ]
  }

  private static func meta(_ fields: [ShownText]) -> [Passage] {
    let texts = fields.compactMap(\.text).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    let joined = texts.map { Displayable(String($0.prefix(500))).oneLine }.joined(separator: " · ")
    return [Passage(kind: .meta, text: joined)]
  }
}
