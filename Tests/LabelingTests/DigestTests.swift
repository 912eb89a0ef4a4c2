import Labeling
import Testing

@Suite("digest")
struct DigestTests {
  /// The examples of FIPS 180-4 (one block, and the empty message).
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func knownDigests(text: String, hex: String) throws {
    let digest = Digest(of: text.utf8)
    #expect(digest.description == hex)
    #expect(digest.short == String(hex.prefix(12)))
    #expect(Digest(hex: hex) == digest)
    #expect(Digest(hex: hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
  }

  @Test(arguments: ["", "ba78", String(repeating: "g", count: 64), String(repeating: "0", count: 65)])
  func whatIsNoDigest(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test func bytesMustBeThirtyTwo() {
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test func orderIsThatOfTheHex() {
    let digests = (0..<50).map { Digest(of: "\($0)".utf8) }
    #expect(digests.sorted().map(\.description) == digests.map(\.description).sorted())
  }
}
