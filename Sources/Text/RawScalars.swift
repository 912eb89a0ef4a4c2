/// Raw text as scalars, where a byte that is not UTF-8 keeps its place as a unit of its own.
enum RawUnit: Equatable {
  case scalar(Unicode.Scalar)
  case invalid(UInt8)
}

enum RawScalars {
  /// Decodes UTF-8 strictly: overlong forms, surrogates and stray bytes become one `.invalid` for each byte.
  static func decode(_ bytes: [UInt8]) -> [RawUnit] {
    var units: [RawUnit] = []
    units.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (unit, length) = unit(at: index, in: bytes)
      units.append(unit)
      index += length
    }
    return units
  }

  private static func unit(at index: Int, in bytes: [UInt8]) -> (RawUnit, length: Int) {
    let first = bytes[index]
    let invalid = (RawUnit.invalid(first), length: 1)
    let (length, smallest): (Int, UInt32)
    switch first {
    case 0x00..<0x80: return (.scalar(Unicode.Scalar(first)), 1)
    case 0xC2..<0xE0: (length, smallest) = (2, 0x80)
    case 0xE0..<0xF0: (length, smallest) = (3, 0x800)
    case 0xF0..<0xF5: (length, smallest) = (4, 0x10000)
    default: return invalid
    }
    guard index + length <= bytes.count else { return invalid }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return invalid }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return invalid }
    return (.scalar(scalar), length)
  }
}
