/// What TERM says, where it can be the name of a terminal's description (term(7)).
///
/// It comes from the other end of the line. What is no name never reaches ncurses, which looks for files by it.
struct TerminalName {
  /// The longest one that ncurses ships has 28 characters.
  private static let longest = 64

  let text: String

  init(environment: [String: String]) throws(TerminalError) {
    guard let name = environment["TERM"], !name.isEmpty else { throw .unknownTerminal(nil) }
    guard name.utf8.count <= Self.longest, name.utf8.allSatisfy(Self.isAllowed), !name.hasPrefix(".") else {
      throw .unknownTerminal(name)
    }
    text = name
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "+-._".utf8.contains(byte)
    }
  }
}
