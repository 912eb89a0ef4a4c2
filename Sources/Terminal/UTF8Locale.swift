import CNcurses
import Glibc

enum UTF8Locale {
  /// Chooses the user's locale for characters if it is UTF-8, else C.UTF-8. Nothing but LC_CTYPE changes, so numbers
  /// keep their decimal point.
  static func choose() throws(TerminalError) {
    for name in ["", "C.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      if let codeset = nl_langinfo(Int32(CODESET)), String(cString: codeset) == "UTF-8" { return }
    }
    throw .noUTF8Locale
  }
}
