import Glibc
import Operations

/// The name of the system account that annotators log in to.
struct AccountName: Hashable, CustomStringConvertible {
  let description: String

  /// As useradd(8) advises: it goes into a command line and into a `Match` of sshd.
  init(_ name: String) throws(OperationError) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let others: [UInt8] = [UInt8(ascii: "_"), UInt8(ascii: "-")]
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = name.utf8.first, letters.contains(first), name.utf8.count <= 32, name != "root",
      name.utf8.allSatisfy({ letters.contains($0) || digits.contains($0) || others.contains($0) })
    else {
      throw .usage("the account cannot be called '\(name)' (take a-z 0-9 _ -, a letter first, at most 32; not root)")
    }
    description = name
  }
}

/// An account as the system knows it.
struct ServiceAccount: Hashable {
  enum Password: Hashable {
    /// `*`: no password fits, and a key is accepted.
    case none
    /// Anything else; `!` is a locked account, of which sshd refuses the keys too.
    case other
    /// Only root may look.
    case unseen
  }

  /// What the field for the person's name says of an account that was made here: only root can write it.
  static let mark = "Scholium service"

  var user: uid_t
  var group: gid_t
  var home: String
  var shell: String
  var comment: String
  var password: Password

  /// Made by an earlier setup. Numbers below 1000 are the system's own (SYS_UID_MAX of login.defs(5)).
  var isOurs: Bool { comment == Self.mark && (1..<1000).contains(user) }

  static func find(_ name: AccountName) -> ServiceAccount? {
    guard let entry = getpwnam(name.description)?.pointee else { return nil }
    func text(_ field: UnsafeMutablePointer<CChar>?) -> String { field.map { String(cString: $0) } ?? "" }
    return ServiceAccount(
      user: entry.pw_uid, group: entry.pw_gid, home: text(entry.pw_dir), shell: text(entry.pw_shell),
      comment: text(entry.pw_gecos), password: password(of: name))
  }

  /// Whose home a folder is; nil for nobody's.
  static func owner(ofHome folder: PlainPath) -> String? {
    setpwent()
    defer { endpwent() }
    while let entry = getpwent()?.pointee {
      if let home = entry.pw_dir, String(cString: home) == folder.text { return String(cString: entry.pw_name) }
    }
    return nil
  }

  /// The second field of shadow(5).
  private static func password(of name: AccountName) -> Password {
    guard let shadow = TextFile.read("/etc/shadow") else { return .unseen }
    for line in shadow.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 1, fields[0] == name.description { return fields[1] == "*" ? .none : .other }
    }
    return .other
  }
}
