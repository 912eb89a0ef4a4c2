import Records

/// Where the members of a JSON object stand in its bytes, which the parser has read without a fault.
struct JSONPlaces {
  /// Bytes before them, from the start of the text.
  struct Member {
    var name: Int
    var value: Range<Int>
  }

  /// As many as the object has, in its order.
  private(set) var members: [Member] = []
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.init(bytes, in: bytes.indices)
  }

  /// Of an object inside another one's text.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    members = Self.members(of: bytes, in: range)
  }

  /// The column of a byte of one line, in Unicode scalars, from 1.
  static func column(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes.prefix(offset).count { $0 & 0xC0 != 0x80 }
  }

  func column(of offset: Int) -> Int { Self.column(of: offset, in: bytes) }

  /// Columns from the start of an object to the name of one of its members; nil where it has no such member.
  static func columns(to name: String, in bytes: [UInt8]) -> Int? {
    guard let object = try? JSONParser.parse(bytes).object else { return nil }
    let found = zip(object.keys, JSONPlaces(bytes).members).first { $0.0 == name }
    return found.map { column(of: $0.1.name, in: bytes) - 1 }
  }

  private static func members(of bytes: [UInt8], in range: Range<Int>) -> [Member] {
    var members: [Member] = []
    var depth = 0
    var name: Int?
    var value: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        if depth == 1, name == nil { name = index }
        index = endOfString(in: bytes, from: index)
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ":") where depth == 1: value = index + 1
      case UInt8(ascii: ",") where depth == 1:
        if let name, let value { members.append(Member(name: name, value: trimmed(value..<index, of: bytes))) }
        (name, value) = (nil, nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        guard depth == 0, let name, let value else { break }
        members.append(Member(name: name, value: trimmed(value..<index, of: bytes)))
      default: break
      }
      index += 1
    }
    return members
  }

  /// The place of the quote that closes the string which starts at a place.
  private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index
  }

  private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, space.contains(bytes[start]) { start += 1 }
    while start < end, space.contains(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
