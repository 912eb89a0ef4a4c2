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
