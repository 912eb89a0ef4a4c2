import Glibc
import Operations

/// A path that stands in a command line of sshd without quotes: absolute, of letters, digits and `/._-` only, without
/// empty, `.` and `..` steps.
struct PlainPath: Hashable {
  let text: String

  /// - Parameters:
  ///   - given: from where the program runs, if it is not absolute.
  ///   - what: what it is the path of, for the message.
  init(_ given: String, of what: String) throws(OperationError) {
    let isPlain = given.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isPlain, !given.isEmpty else {
      throw .usage(
        "the \(what) '\(given)' cannot be served: sshd gets its path in a command line (move it to a path of A-Z a-z 0-9 / . _ - only)"
      )
    }
    guard given.hasPrefix("/") else {
      guard let here = getcwd(nil, 0) else {
        throw .missing("the folder that this runs in is gone (give the \(what) as an absolute path)")
      }
      defer { free(here) }
      try self.init("\(String(cString: here))/\(given)", of: what)
      return
    }
    var steps: [Substring] = []
    for step in given.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    self.init(parts: steps.map(String.init))
  }

  private init(parts: [String]) { text = "/" + parts.joined(separator: "/") }

  /// What lies in this folder under a name.
  func appending(_ name: String) -> PlainPath { PlainPath(parts: parts + [name]) }

  /// The folder that it lies in; `/` is its own.
  var parent: PlainPath { PlainPath(parts: parts.dropLast()) }

  var name: String { parts.last ?? "" }

  var parts: [String] { text.split(separator: "/").map(String.init) }

  /// Where a path leads in the end, links followed: the path that sshd gets to see is that one only.
  ///
  /// - Throws: `missing` where there is nothing.
  static func resolving(_ given: String, of what: String) throws(OperationError) -> PlainPath {
    guard let end = realpath(given, nil) else {
      throw .missing("there is no \(what) '\(given)' (give the path of one that is there)")
    }
    defer { free(end) }
    return try PlainPath(String(cString: end), of: what)
  }
}
