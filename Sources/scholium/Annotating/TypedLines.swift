import Records

/// The lines that a person types, or a script sends: each as it comes, blank ones too.
struct TypedLines {
  /// Bytes of a line that are taken; what is longer is cut there, so that a stream without line ends fills no memory.
  static let limit = 1 << 20

  private let input: InputStream
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  init(_ input: InputStream) { self.input = input }

  /// The next line without its end; nil after the last one.
  mutating func next() throws -> String? {
    var searched = 0
    while true {
      if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { waiting.removeSubrange(...end) }
        return text(waiting[..<end])
      }
      searched = waiting.count
      guard !isAtEnd, searched <= Self.limit else {
        defer { waiting = [] }
        return waiting.isEmpty ? nil : text(waiting[...])
      }
      let old = waiting.count
      waiting += [UInt8](repeating: 0, count: 4096)
      let count = try waiting.withUnsafeMutableBytes { buffer in
        try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[old...]))
      }
      waiting.removeLast(4096 - count)
      isAtEnd = count == 0
    }
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
