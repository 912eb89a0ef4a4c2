import Records

/// A field of the example as the screen shows it.
public struct ShownField: Hashable, Sendable {
  public enum Style: String, Hashable, Sendable, CaseIterable {
    case heading, meta, body
  }

  public var field: String
  public var style: Style

  public init(field: String, style: Style = .body) {
    self.field = field
    self.style = style
  }
}

/// A UI version: what is shown and asked, and the guidelines. Its digest is its identity under rule 1.
public struct UserInterface: Hashable, Sendable {
  public var version: Int
  /// 1, or higher for a harmless correction of wording that stays the same UI version.
  public var edition: Int
  /// Top to bottom.
  public var show: [ShownField]
  public var ask: [Question]
  /// The text of `guidelines.md`, empty without one.
  public var guidelines: String

  public init(version: Int, edition: Int = 1, show: [ShownField], ask: [Question], guidelines: String = "") {
    self.version = version
    self.edition = edition
    self.show = show
    self.ask = ask
    self.guidelines = guidelines
  }

  /// True where only prompts and guidelines differ, as an edition may (VERSIONS.md 1).
  public func differsOnlyInWording(from other: UserInterface) -> Bool {
    show == other.show
      && ask.map(\.withoutPrompt) == other.ask.map(\.withoutPrompt)
  }
}

extension UserInterface: Definition {
  public static let kind = DefinitionKind.ui

  public var canonical: JSON {
    .object([
      ("ask", .array(ask.map(\.canonical))), ("guidelines", .string(guidelines)),
      (
        "show",
        .array(show.map { .object([("field", .string($0.field)), ("style", .string($0.style.rawValue))]) })
      ),
    ])
  }

  public init(version: Int, edition: Int, canonical json: JSON) throws(DefinitionError) {
    let shown = try json.member("show", of: .ui).elements(of: .ui)
    let asked = try json.member("ask", of: .ui).elements(of: .ui)
    self.init(
      version: version, edition: edition,
      show: try shown.map { item throws(DefinitionError) in
        ShownField(
          field: try item.member("field", of: .ui).text(of: .ui),
          style: item["style"]?.string.flatMap { ShownField.Style(rawValue: $0) } ?? .body)
      },
      ask: try asked.map { item throws(DefinitionError) in try Question(canonical: item) },
      guidelines: json["guidelines"]?.string ?? "")
  }
}

extension Question {
  fileprivate var withoutPrompt: Question {
    var question = self
    question.prompt = ""
    return question
  }
}
