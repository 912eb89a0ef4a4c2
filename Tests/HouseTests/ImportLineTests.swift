import Testing

@Suite("import lines")
struct ImportLineTests {
  @Test(arguments: [
    ("import Text", ["Text"]), ("  import Text // why", ["Text"]), ("public import Text", ["Text"]),
    ("@testable import Text", ["Text"]), ("@_exported public import Text", ["Text"]),
    ("@_spi(Testing) @preconcurrency import Text", ["Text"]), ("@_spi( Testing ) import Text", ["Text"]),
    ("import struct Foundation.URL", ["Foundation"]), ("internal import func Glibc.open", ["Glibc"]),
    ("import Foundation.NSURL", ["Foundation"]), ("import Text; import Canvas", ["Text", "Canvas"]),
    ("import\tText", ["Text"]), ("#if os(Linux)\nimport Glibc\n#endif", ["Glibc"]),
    ("/* a\n/* b */\nimport Text */ import Canvas", ["Canvas"]), ("// import Text", []),
    ("let a = \"import Text\"\nimport Canvas", ["Canvas"]), ("let a = \"\"\"\nimport Text\n\"\"\"", []),
    ("let a = \"\\\"\"; import Text", ["Text"]), ("let a = \"\"\nimport Text", ["Text"]),
    ("func `import`() {}", []), ("important(Text)", []), ("", []),
  ])
  func modules(source: String, expected: [String]) {
    #expect(ImportLine.all(in: source).map(\.module) == expected)
  }
}
