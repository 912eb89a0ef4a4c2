import Glibc
import Labeling

/// Why a use case refused, with what to do about it.
public enum OperationError: Error, Hashable, Sendable {
  /// The input is not there.
  case missing(String)
  /// The request itself makes no sense.
  case usage(String)
  /// The data cannot be taken.
  case badData(String)
  case cannotWrite(path: String, why: String)
  case notPermitted(String)
  /// Stopped by a signal; what was said before it is done.
  case interrupted(signal: Int32, done: String)
}

extension OperationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let what), .usage(let what), .badData(let what), .notPermitted(let what): what
    case .cannotWrite(let path, let why): "\(path) cannot be written: \(why)"
    case .interrupted(_, let done): "stopped: \(done)"
    }
  }
}

extension OperationError {
  /// What the system refused to write, with the remedy that fits its error number.
  public static func cannotWrite(path: String, system: Int32) -> OperationError {
    let remedy =
      switch system {
      case ENOSPC, EDQUOT: "make room, then run it again"
      case EFBIG: "raise `ulimit -f`, then run it again"
      case EMFILE, ENFILE: "raise `ulimit -n`, or close some programs, then run it again"
      case EACCES, EPERM, EROFS: "take a place that this account may write"
      case ENOENT, ENOTDIR: "make its folder first"
      default: "look at the disk, or take another place, then run it again"
      }
    return .cannotWrite(path: path, why: "\(String(cString: strerror(system))) (\(remedy))")
  }
}
