/// What strace(1) wrote (`-f -y -xx`), call by call in the order in which the kernel was done with them.
///
/// With `-xx` every string is written in `\x..`, so that commas, quotes and brackets are the notation's own.
struct Trace {
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var calls: [SystemCall] = []

  init(_ text: [UInt8]) throws {
    // A call that another process interrupted stands on two lines.
    var halves: [Int: (text: [UInt8], began: Int)] = [:]
    var rest = text[...]
    var place = 0
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...].dropFirst()
      place += 1
      guard let space = line.firstIndex(of: UInt8(ascii: " ")), let process = Int(ascii: line[..<space]) else {
        throw Unreadable(description: "line \(place) of the trace has no process: \(Self.excerpt(line))")
      }
      let said = line[space...].drop { $0 == UInt8(ascii: " ") }
      if said.starts(with: Self.resumption) {
        guard let half = halves.removeValue(forKey: process), let end = said.firstRange(of: Self.resumed) else {
          throw Unreadable(description: "line \(place) of the trace goes on with a call that never began")
        }
        let whole = half.text + said[end.upperBound...]
        calls.append(try Self.call(whole[...], began: half.began, ended: place))
      } else if let end = said.suffix(Self.interruption.count + 1).firstRange(of: Self.interruption) {
        halves[process] = (Array(said[..<end.lowerBound]), place)
      } else if let first = said.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") {
        // The last call of a process that was ended has no result.
        if said.suffix(3) != Array("= ?".utf8)[...] {
          calls.append(try Self.call(said, began: place, ended: place))
        }
      }
    }
  }

  private static let resumption = Array("<... ".utf8)
  private static let resumed = Array(" resumed>".utf8)
  private static let interruption = Array(" <unfinished ...>".utf8)

  private static func excerpt(_ line: ArraySlice<UInt8>) -> String { String(decoding: line.prefix(120), as: UTF8.self) }

  private static func call(_ line: ArraySlice<UInt8>, began: Int, ended: Int) throws -> SystemCall {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.lastRange(of: Array(" = ".utf8)),
      let bracket = line[..<close.lowerBound].lastIndex(of: UInt8(ascii: ")")), bracket > open
    else { throw Unreadable(description: "line \(ended) of the trace is no call: \(excerpt(line))") }
    let result = line[close.upperBound...].prefix { $0 == UInt8(ascii: "-") || $0.isDigit }
    return SystemCall(
      name: String(decoding: line[..<open], as: UTF8.self),
      arguments: try arguments(line[line.index(after: open)..<bracket], line: ended),
      result: Int(ascii: result) ?? 0, began: began, ended: ended)
  }

  private static func arguments(_ text: ArraySlice<UInt8>, line: Int) throws -> [SystemCall.Argument] {
    var arguments: [SystemCall.Argument] = []
    var rest = text
    while !rest.isEmpty {
      let end = rest.firstRange(of: Array(", ".utf8))
      let word = rest[..<(end?.lowerBound ?? rest.endIndex)]
      rest = end.map { rest[$0.upperBound...] } ?? []
      if word.first == UInt8(ascii: "\"") {
        guard word.last == UInt8(ascii: "\"") else {
          throw Unreadable(description: "line \(line) of the trace holds a shortened string")
        }
        arguments.append(.bytes(unescaped(word.dropFirst().dropLast())))
      } else if let open = word.firstIndex(of: UInt8(ascii: "<")), let close = word.lastIndex(of: UInt8(ascii: ">")),
        let descriptor = Int(ascii: word[..<open])
      {
        let path = String(decoding: unescaped(word[word.index(after: open)..<close]), as: UTF8.self)
        arguments.append(.descriptor(descriptor, of: path))
      } else {
        arguments.append(.word(String(decoding: word, as: UTF8.self)))
      }
    }
    return arguments
  }

  /// Turns `\x..` back into bytes; anything else stands for itself.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.withUnsafeBufferPointer { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count / 4)
      var at = 0
      while at < text.count {
        if text[at] == UInt8(ascii: "\\"), at + 3 < text.count {
          bytes.append(text[at + 2].hexValue << 4 | text[at + 3].hexValue)
          at += 4
        } else {
          bytes.append(text[at])
          at += 1
        }
      }
      return bytes
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (48...57).contains(self) }
  /// Of a lower-case digit.
  fileprivate var hexValue: UInt8 { isDigit ? self - 48 : self - 87 }
}

extension Int {
  fileprivate init?(ascii text: ArraySlice<UInt8>) {
    self.init(String(decoding: text, as: UTF8.self))
  }
}

extension ArraySlice<UInt8> {
  fileprivate func firstRange(of word: [UInt8]) -> Range<Int>? {
    var at = startIndex
    while let next = self[at...].firstIndex(of: word[0]) {
      if self[next...].starts(with: word) { return next..<next + word.count }
      at = next + 1
    }
    return nil
  }

  fileprivate func lastRange(of word: [UInt8]) -> Range<Int>? {
    var end = endIndex
    while let next = self[..<end].lastIndex(of: word[0]) {
      if self[next...].starts(with: word) { return next..<next + word.count }
      end = next
    }
    return nil
  }
}
