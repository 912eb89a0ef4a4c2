/// Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, so that an id survives being read aloud.
enum Base32 {
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Five bits a character from the front, the last character filled with zeros.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var count = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(alphabet[Int(pending >> UInt32(count) & 31)])
      }
      pending &= (1 << UInt32(count)) - 1
    }
    if count > 0 { text.append(alphabet[Int(pending << UInt32(5 - count) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
