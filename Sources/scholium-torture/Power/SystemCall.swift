/// A system call as strace(1) wrote it down.
struct SystemCall: Equatable {
  enum Argument: Equatable {
    /// A file descriptor and what it stands for, such as a path or `pipe:[5]`.
    case descriptor(Int, of: String)
    case bytes([UInt8])
    /// Anything else, as it was written: numbers, flags, structures.
    case word(String)
  }

  let name: String
  let arguments: [Argument]
  /// Negative for one that failed.
  let result: Int
  /// Its place in the trace when the program made it, and when the kernel had done it.
  let began: Int
  let ended: Int

  var hasFailed: Bool { result < 0 }

  /// The path behind a descriptor; nil for an argument that is none.
  func path(_ index: Int) -> String? {
    guard index < arguments.count, case .descriptor(_, let path) = arguments[index] else { return nil }
    return path
  }

  func bytes(_ index: Int) -> [UInt8]? {
    guard index < arguments.count, case .bytes(let bytes) = arguments[index] else { return nil }
    return bytes
  }

  func word(_ index: Int) -> String? {
    guard index < arguments.count, case .word(let word) = arguments[index] else { return nil }
    return word
  }

  func number(_ index: Int) -> Int? { word(index).flatMap { Int($0) } }
}
