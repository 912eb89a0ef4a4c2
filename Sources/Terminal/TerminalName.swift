/// What TERM says, where it can be the name of a terminal's description (term(7)).
///
/// It comes from the other end of the line. What is no name never reaches ncurses, which looks for files by it.
public struct TerminalName {
  /// The longest one that ncurses ships has 28 characters.
  private static let longest = 64

  public let text: String

  /// Up to 64 ASCII letters, digits and `+-._`, a letter or digit first; nil for anything else.
  public init?(_ text: String) {
    guard let first = text.utf8.first, Self.isLetterOrDigit(first), text.utf8.count <= Self.longest,
      text.utf8.allSatisfy({ Self.isLetterOrDigit($0) || "+-._".utf8.contains($0) })
    else { return nil }
    self.text = text
  }

  init(environment: [String: String]) throws(TerminalError) {
    guard let text = environment["TERM"], !text.isEmpty else { throw .unknownTerminal(nil) }
    guard let name = TerminalName(text) else { throw .unknownTerminal(text) }
    self = name
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
