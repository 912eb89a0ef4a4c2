import Operations
import Queue
import Testing

/// Public keys as people send them.
@Suite struct AccessKeyTests {
  private static let ed25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEBMz2kyju9KG00HkIhooHzW/A02AphV5GaLdqtZKjlR amara@laptop"

  /// The fingerprint is the one that `ssh-keygen -l` tells of this key.
  @Test func aLineIsRead() throws {
    let key = try AccessKey(line: Self.ed25519 + "\n")
    #expect(key.fingerprint == "SHA256:3HyeAKB/WarFwteu82wispv5bl6sbW6FPTleEBW7y90")
    #expect(key.algorithm == "ssh-ed25519")
    #expect(key.comment == "amara@laptop")
  }

  @Test func aCommentMayBeMissingOrHaveSpaces() throws {
    let bare = Self.ed25519.split(separator: " ").prefix(2).joined(separator: " ")
    #expect(try AccessKey(line: bare).comment == "")
    #expect(try AccessKey(line: bare + " my old laptop").comment == "my old laptop")
  }

  @Test(arguments: [
    "", "hello", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-ed25519 !!!!",
    // Another kind than it says.
    "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEBMz2kyju9KG00HkIhooHzW/A02AphV5GaLdqtZKjlR",
    // Options are ours to give.
    #"command="sh" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEBMz2kyju9KG00HkIhooHzW/A02AphV5GaLdqtZKjlR"#,
    "ssh-dss AAAAB3NzaC1kc3MAAAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA",
    // Two keys.
    ed25519 + "\n" + ed25519, ed25519 + " \u{1b}[31m",
  ])
  func whatIsNoKeyIsRefused(_ line: String) {
    #expect(throws: OperationError.self) { try AccessKey(line: line) }
  }

  /// A modulus of 1,024 bits.
  @Test func weakKeysAreRefused() {
    let weak =
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ" + String(repeating: "C7", count: 86) + "="
    #expect(throws: OperationError.self) { try AccessKey(line: weak) }
  }
}
