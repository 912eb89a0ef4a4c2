import CNcurses
import Canvas
import Glibc

/// What is known of a terminal without taking it over.
public struct TerminalProfile: Sendable {
  public let name: String
  /// Nil where the terminal does not tell.
  public let size: Size?
  /// 0 for none.
  public let colorCount: Int
  public let depth: ColorDepth
  /// Whether the user's locale is UTF-8; where it is not, C.UTF-8 stands in for it.
  public let hasUTF8Locale: Bool

  /// Looks at the terminal on a stream.
  ///
  /// - Parameter environment: TERM is read from it.
  /// - Throws: why the workbench cannot open there.
  @MainActor
  public init(of descriptor: Int32, environment: [String: String]) throws(TerminalError) {
    hasUTF8Locale = setlocale(LC_CTYPE, "") != nil && String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
    let name = try TerminalName(environment: environment).text
    try UTF8Locale.choose()
    guard cn_describe(name) else { throw .unknownTerminal(name) }
    guard cn_has("cup") else { throw .lineTerminal(name) }
    self.name = name
    colorCount = max(0, Int(cn_number("colors")))
    depth = ColorDepth(count: colorCount)
    var window = winsize()
    let isTold = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 && window.ws_row > 0
    size = isTold ? Size(columns: Int(window.ws_col), rows: Int(window.ws_row)) : nil
  }
}
