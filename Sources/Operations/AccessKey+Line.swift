import FoundationEssentials
import Labeling
import Queue

extension AccessKey {
  /// A line of a public key file as ssh-keygen(1) writes it: algorithm, key in base64, comment.
  ///
  /// - Throws: `badData` for what is no such line, for a private key, and for keys too weak to say who somebody is: DSA,
  ///   and RSA below 2,048 bits.
  public init(line: String) throws(OperationError) {
    guard !line.contains("PRIVATE KEY") else {
      throw .badData("this is a private key, which nobody else should ever have (give the .pub file beside it)")
    }
    let lines = line.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    guard let words = lines.first?.split(separator: " ", maxSplits: 2), lines.count == 1, words.count >= 2 else {
      throw .badData(
        "a public key is one line, such as 'ssh-ed25519 AAAA... amara@laptop' (ssh-keygen -t ed25519 makes a pair)")
    }
    let (algorithm, body) = (String(words[0]), String(words[1]))
    guard Self.algorithms.contains(algorithm) else {
      throw .badData(
        "'\(algorithm.prefix(40))' is no kind of key that is let in (there are: \(Self.algorithms.joined(separator: ", ")))"
      )
    }
    guard let bytes = Data(base64Encoded: body).map(Array.init), let parts = Self.strings(bytes), parts.count >= 2,
      parts[0].elementsEqual(algorithm.utf8)
    else { throw .badData("the key after '\(algorithm)' is damaged (copy the whole line of the .pub file)") }
    // An RSA key is its name, its exponent and its modulus, which begins with a zero byte.
    if algorithm == "ssh-rsa" {
      let bits = parts.count == 3 ? parts[2].drop { $0 == 0 }.count * 8 : 0
      guard bits >= 2048 else { throw .badData("the RSA key has \(bits) bits, and fewer than 2048 are too weak") }
    }
    let comment = words.count > 2 ? String(words[2]) : ""
    guard comment.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw .badData("the key's comment has control characters (leave the comment out)")
    }
    self.init(fingerprint: Self.fingerprint(of: bytes), algorithm: algorithm, body: body, comment: comment)
  }

  /// Kinds that OpenSSH takes by default, those of security tokens included.
  private static let algorithms = [
    "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
  ]

  private static func fingerprint(of key: [UInt8]) -> String {
    let digest = Data(Digest(of: key).bytes).base64EncodedString()
    return "SHA256:" + digest.prefix { $0 != "=" }
  }

  /// The strings that a key is made of (RFC 4251, 5), each with its length before it; nil where they do not fit.
  private static func strings(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
    var rest = bytes[...]
    var strings: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 4 + length else { return nil }
      strings.append(rest.dropFirst(4).prefix(length))
      rest = rest.dropFirst(4 + length)
    }
    return strings
  }
}
