import Canvas
import Glibc
import TaskFiles
import Testing
import Workbench

@testable import Terminal

/// A kept sheet for each theme: what stands there, what each cell is, and how each role looks at every step.
@Suite("Sheets of themes")
struct ThemeSheetTests {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Sheets"

  @Test("It is what is drawn; SCHOLIUM_UPDATE_GOLDENS=1 writes it anew", arguments: Theme.builtInNames)
  func sheet(name: String) throws {
    let theme = try #require(Theme.builtIn(name))
    let drawn = Self.text(of: theme)
    let path = "\(Self.folder)/\(name).txt"
    if getenv("SCHOLIUM_UPDATE_GOLDENS") != nil {
      let file = try #require(fopen(path, "w"))
      fputs(drawn, file)
      fclose(file)
    }
    #expect(Self.read(path) == drawn, "\(name).txt is no longer what is drawn (look, then SCHOLIUM_UPDATE_GOLDENS=1)")
  }

  @Test("Printed, it is its text with looks between")
  func printed() throws {
    let theme = try #require(Theme.builtIn("vespers"))
    let frame = ThemeSheet.frame(of: theme)
    let bytes = String(decoding: PrintedFrame(frame).bytes(theme, .many), as: UTF8.self)
    let rows = bytes.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count == ThemeSheet.size.rows + 1)
    for (row, kept) in zip(rows, frame.text.split(separator: "\n", omittingEmptySubsequences: false)) {
      #expect(row.hasPrefix(kept))
    }
    #expect(bytes.contains("\u{1B}[0;1;38;5;"))
    let direct = String(decoding: PrintedFrame(frame).bytes(theme, .direct), as: UTF8.self)
    #expect(direct.contains("38;2;233;223;208;48;2;27;26;43"))
    #expect(String(decoding: PrintedFrame(frame).bytes(theme, .sixteen), as: UTF8.self).contains("\u{1B}[0;97;40m"))
    let none = String(decoding: PrintedFrame(frame).bytes(theme, .none), as: UTF8.self)
    #expect(!none.contains(/\[[0-9;]*3[0-9]/))
  }

  private static func text(of theme: Theme) -> String {
    let frame = ThemeSheet.frame(of: theme)
    var parts = [frame.text, "=== roles", frame.styles]
    for (title, depth) in [
      ("direct", ColorDepth.direct), ("256", .many), ("16", .sixteen), ("8", .eight), ("0", .none),
    ] {
      var shades = Shades(theme, depth)
      parts.append("=== \(title) colours")
      parts += Role.allCases.map { role in line(role, shades.shade(Style(role)), depth) }
    }
    return parts.joined(separator: "\n") + "\n"
  }

  private static func line(_ role: Role, _ shade: Shade, _ depth: ColorDepth) -> String {
    let look = shade.emphasis
    let attributes = [
      ("bold", look.bold), ("dim", look.dim), ("underline", look.underline), ("italic", look.italic),
      ("reverse", look.reverse),
    ].filter(\.1).map(\.0)
    let colors = [shade.foreground, shade.background].map { index in
      depth == .direct && index >= 8 ? "#" + String(index + 1 << 24, radix: 16).dropFirst() : String(index)
    }
    return ([role.rawValue] + colors + attributes).joined(separator: " ")
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
