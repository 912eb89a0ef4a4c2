import Operations
import Queue

/// A command that may be asked for over SSH: by whom, and with what words. What is not named here is refused, so that no
/// option leads to a file of the host, and none to another name.
struct Permission: Sendable {
  /// What a word must be.
  enum Shape: Sendable {
    /// A name: of a task, a channel, a person, a label set; a fingerprint.
    case name
    case number
    /// `-`: standard input. No other file.
    case standardInput
  }

  let command: [String]
  /// Nobody: only at the machine itself.
  let roles: Set<Role>
  /// Options with a value.
  var options: [String: Shape] = [:]
  var flags: Set<String> = []
  /// What stands without an option, in order; the last one repeats where `isOpenEnded`.
  var operands: [Shape] = []
  /// How many of them must be there.
  var required = 0
  var isOpenEnded = false

  /// As a person would type it.
  var usage: String {
    let optional = operands.enumerated().map { place, shape in
      let word = shape.word + (isOpenEnded && place == operands.count - 1 ? "..." : "")
      return place < required ? word : "[\(word)]"
    }
    let options =
      options.sorted { $0.key < $1.key }.map { "[\($0.key) \($0.value.word)]" } + flags.sorted().map { "[\($0)]" }
    return (command + optional + options).joined(separator: " ")
  }

  /// - Throws: `Refused` for words that this command does not take.
  func check(_ arguments: [String]) throws(Refused) {
    var rest = arguments[...]
    var place = 0
    while let word = rest.popFirst() {
      if flags.contains(word) { continue }
      if let shape = options[word] {
        guard let value = rest.popFirst(), shape.accepts(value) else {
          throw Refused(why: "\(word) needs a \(shape.word) behind it", usage: usage)
        }
        continue
      }
      guard !operands.isEmpty, place < operands.count || isOpenEnded else {
        throw Refused(why: "'\(command.joined(separator: " "))' takes no '\(word)' here", usage: usage)
      }
      let shape = operands[min(place, operands.count - 1)]
      guard shape.accepts(word) else {
        throw Refused(why: "'\(command.joined(separator: " "))' takes no '\(word)' here", usage: usage)
      }
      place += 1
    }
    guard place >= required else {
      throw Refused(why: "'\(command.joined(separator: " "))' needs a \(operands[place].word)", usage: usage)
    }
  }
}

extension Permission {
  struct Refused: Error {
    let why: String
    let usage: String
  }
}

extension Permission.Shape {
  fileprivate var word: String {
    switch self {
    case .name: "NAME"
    case .number: "NUMBER"
    case .standardInput: "-"
    }
  }

  fileprivate func accepts(_ word: String) -> Bool {
    switch self {
    case .name: Self.isName(word)
    case .number: (1...18).contains(word.utf8.count) && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    case .standardInput: word == "-"
    }
  }

  /// No option, no path upwards or to the root, nothing that any program would take for more than a name.
  private static func isName(_ word: String) -> Bool {
    // Scalars and not characters: what cannot be seen hides in a character behind a letter.
    let scalars = word.unicodeScalars
    guard let first = scalars.first, isInWord(first) || first == "_", word.utf8.count <= 400 else { return false }
    return !word.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0.isEmpty }
      && scalars.allSatisfy { scalar in
        !scalar.isHidden && (isInWord(scalar) || isMark(scalar) || "._/+@:=,-".unicodeScalars.contains(scalar))
      }
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}
