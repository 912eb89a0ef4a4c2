import Glibc
import Operations
import Text
import Workbench

/// Runs the workbench line by line on standard input and output. Nothing waits beside it: a line is answered when all
/// that it asked for is done.
struct PlainRunner {
  enum Ending {
    /// The person left.
    case left
    /// Nothing more comes.
    case atEnd
  }

  private let service: any AnnotationService
  private var conversation: PlainConversation
  private let canSuspend: Bool

  /// - Parameter canSuspend: false where no shell could call the program back: then nothing stops it.
  init(_ desk: Desk, keymap: Keymap, service: any AnnotationService, canSuspend: Bool = true) {
    self.service = service
    self.canSuspend = canSuspend
    conversation = PlainConversation(desk: desk, keymap: keymap)
  }

  mutating func run(_ lines: inout TypedLines) throws -> Ending {
    // The terminal itself stops a program at Ctrl-Z where lines are read.
    if !canSuspend { signal(SIGTSTP, SIG_IGN) }
    guard try perform(conversation.receive(.started(at: Surroundings.here.now()))) else { return .left }
    do {
      try prompt()
      while let line = try lines.next() {
        guard try perform(conversation.take(line, at: Surroundings.here.now())) else { return .left }
        try prompt()
      }
    } catch {
      // A signal, or nobody reads any more: the half-made answer is kept all the same.
      leave()
      throw error
    }
    leave()
    return .atEnd
  }

  /// Does what a turn asks for, and all that follows from it; false once the person leaves.
  private mutating func perform(_ turn: PlainConversation.Turn) throws -> Bool {
    var turns = [turn]
    while !turns.isEmpty {
      let turn = turns.removeFirst()
      for line in turn.told { try Console.print(line) }
      for effect in turn.effects {
        switch effect {
        case .quit: return false
        case .suspend:
          if canSuspend { raise(SIGTSTP) }
        default:
          guard let message = service.perform(effect, now: Surroundings.here.now) else { continue }
          turns.append(conversation.receive(message))
        }
      }
    }
    return true
  }

  private func prompt() throws { try Self.prompt(conversation.prompt) }

  /// A prompt is for people; scripts read lines.
  static func prompt(_ prompt: Displayable) throws {
    guard isatty(STDIN_FILENO) == 1 else { return }
    try Console.write(Array(prompt.description.utf8), to: STDOUT_FILENO)
  }

  private mutating func leave() {
    for effect in conversation.receive(.hangUp(at: Surroundings.here.now())).effects {
      _ = service.perform(effect, now: Surroundings.here.now)
    }
  }
}
