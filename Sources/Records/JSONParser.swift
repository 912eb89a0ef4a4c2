/// Reads one JSON text strictly by RFC 8259: duplicate keys, lone surrogates, invalid UTF-8, too much depth and anything
/// after the value are faults.
public enum JSONParser {
  public static func parse(
    _ utf8: some Collection<UInt8>, limits: JSONLimits = .row
  ) throws(JSONFault) -> JSON {
    let result =
      utf8.withContiguousStorageIfAvailable { read($0, limits) }
      ?? Array(utf8).withUnsafeBufferPointer { read($0, limits) }
    return try result.get()
  }

  /// What is in one piece needs no looking for a way to it, which costs a row as much as its strings.
  public static func parse(_ utf8: [UInt8], limits: JSONLimits = .row) throws(JSONFault) -> JSON {
    try utf8.withUnsafeBufferPointer { read($0, limits) }.get()
  }

  public static func parse(_ text: String, limits: JSONLimits = .row) throws(JSONFault) -> JSON {
    try parse(text.utf8, limits: limits)
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits) -> Result<JSON, JSONFault> {
    Result { () throws(JSONFault) in
      guard bytes.count <= limits.bytes else {
        throw JSONFault(offset: limits.bytes, message: "the text is longer than \(limits.bytes) bytes")
      }
      var scanner = JSONScanner(bytes: bytes, depthLimit: limits.depth)
      return try scanner.document()
    }
  }
}

/// A cursor over the bytes of one JSON text; lives no longer than they do.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let depthLimit: Int
  var position = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  /// The byte under the cursor; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ message: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(offset: offset ?? position, message: message)
  }

  mutating func document() throws(JSONFault) -> JSON {
    skipSpace()
    let value = try value()
    skipSpace()
    guard next == nil else { throw fault("there is more text after the value") }
    return value
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func value() throws(JSONFault) -> JSON {
    switch next {
    case UInt8(ascii: "{"): return .object(try nested { scanner throws(JSONFault) in try scanner.object() })
    case UInt8(ascii: "["): return .array(try nested { scanner throws(JSONFault) in try scanner.array() })
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte: return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw fault("the text ends where a value is expected")
    default: throw fault("this does not start a JSON value")
    }
  }

  private mutating func nested<Value>(
    _ read: (inout JSONScanner) throws(JSONFault) -> Value
  ) throws(JSONFault) -> Value {
    guard depth < depthLimit else { throw fault("more than \(depthLimit) levels of nesting") }
    depth += 1
    position += 1
    skipSpace()
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    let end = position + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
      throw fault("this does not start a JSON value")
    }
    position = end
    return value
  }

  private mutating func array() throws(JSONFault) -> [JSON] {
    var values: [JSON] = []
    guard !take("]") else { return values }
    while true {
      skipSpace()
      values.append(try value())
      skipSpace()
      if take("]") { return values }
      guard take(",") else { throw fault("expected ',' or ']'") }
    }
  }

  private mutating func object() throws(JSONFault) -> JSONObject {
    var members: [JSONObject.Element] = []
    var seen = SeenKeys()
    guard !take("}") else { return JSONObject() }
    while true {
      skipSpace()
      let start = position
      guard next == UInt8(ascii: "\"") else { throw fault("expected a member's name in double quotes") }
      let key = try string()
      guard seen.insert(key, among: members) else { throw fault("the name \"\(key)\" is given twice", at: start) }
      skipSpace()
      guard take(":") else { throw fault("expected ':'") }
      skipSpace()
      members.append((key: key, value: try value()))
      skipSpace()
      if take("}") { return JSONObject(unique: members) }
      guard take(",") else { throw fault("expected ',' or '}'") }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }
}

/// Finds a key that is given twice: by looking through a few members, by a set once there are many.
private struct SeenKeys {
  private var set: Set<ExactString> = []

  mutating func insert(_ key: String, among members: [JSONObject.Element]) -> Bool {
    if members.count < 16 {
      return !members.contains { $0.key.utf8.elementsEqual(key.utf8) }
    }
    if set.isEmpty { set = Set(members.map { ExactString($0.key) }) }
    return set.insert(ExactString(key)).inserted
  }
}
