import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Terminal

/// What the program's end says to scripts, as in sysexits(3).
enum ExitStatus: Equatable {
  case done
  case doesNotHold
  case usage
  case badData
  case missingInput
  case unavailable
  case ourFault
  case cannotCreate
  case cannotWrite
  case notPermitted
  case badDefinition
  case stopped(signal: Int32)

  var code: Int32 {
    switch self {
    case .done: 0
    case .doesNotHold: 1
    case .usage: 64
    case .badData: 65
    case .missingInput: 66
    case .unavailable: 69
    case .ourFault: 70
    case .cannotCreate: 73
    case .cannotWrite: 74
    case .notPermitted: 77
    case .badDefinition: 78
    case .stopped(let signal): 128 + signal
    }
  }

  /// The status of an error that ended a command; nil for one that is not ours.
  init?(_ error: any Error) {
    switch error {
    case let error as QueueError: self.init(queue: error)
    case let error as OperationError: self.init(operation: error)
    case is DefinitionFaults: self = .badDefinition
    case is DefinitionError, is TerminalError, is TooFewOpenFiles: self = .unavailable
    case is AnswerError, is JSONFault, is RowFault, is StoredDataError: self = .badData
    case is ClosedPipe: self = .done
    case is BrokenStream: self = .cannotWrite
    case let ended as Ended: self = ended.status
    default: return nil
    }
  }

  private init(queue error: QueueError) {
    switch error {
    case .unknownTask, .unknownChannel, .unknownAssignment, .unknownResponse, .unknownPerson, .unknownKey,
      .unknownExample,
      .unknownSession, .unusableFile:
      self = .missingInput
    case .versionChanged, .versionKnown, .notAnEdition, .identityChanged, .taskMoved, .questionReused, .unknownParent,
      .parentNotOlder, .lineage, .contradiction, .unresolvedLabels, .nothingOffered:
      self = .badDefinition
    case .unknownUI: self = .missingInput
    case .weightNeeded, .notATail: self = .usage
    case .unexpectedRevision, .stuck, .notYours, .takenOver, .notInPool, .notPermitted,
      .heldOpen, .notViewed, .answeredYourself, .hasViewed, .decided:
      self = .notPermitted
    case .superseded, .alreadyEnded, .idReused, .keyTaken, .foreignFile, .damaged: self = .badData
    case .busy, .inUse, .newerFile: self = .unavailable
    case .cannotWrite: self = .cannotWrite
    case .broken: self = .ourFault
    }
  }

  private init(operation error: OperationError) {
    switch error {
    case .missing: self = .missingInput
    case .usage: self = .usage
    case .badData: self = .badData
    case .cannotWrite: self = .cannotCreate
    case .notPermitted: self = .notPermitted
    case .interrupted(let signal, _): self = .stopped(signal: signal)
    }
  }
}

/// The end of a command that has said all it had to say.
struct Ended: Error {
  let status: ExitStatus
}
