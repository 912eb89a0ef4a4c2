import Glibc
import Synchronization

/// A process that was started to be driven, with its standard streams. It is ended when it is let go of.
///
/// `posix_spawn` is used directly: a child must not inherit another child's pipes, must start with the default signals
/// whatever its parent ignores, and must be killable in the middle of anything.
public final class Child: @unchecked Sendable {
  public struct CannotStart: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
  }

  /// `POSIX_SPAWN_SETSID` of `<spawn.h>`, which shows it to GNU programs only.
  private static let newSession: Int32 = 0x80
  /// `posix_spawn_file_actions_addclosefrom_np(3)` of glibc 2.34, which Swift does not import.
  private static let closeAllFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
    unsafeBitCast($0, to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
  }
  /// Between the making of a pipe and its mark "not for children" no other child may be started.
  private static let starting = Mutex(())

  public let pid: pid_t
  /// The writing end of its standard input; -1 once closed, and where it is a terminal's.
  public private(set) var input: Int32 = -1
  public private(set) var output: Int32 = -1
  public private(set) var errors: Int32 = -1
  private let status = Mutex<Int32?>(nil)

  /// - Parameters:
  ///   - arguments: the program's path first.
  ///   - environment: all of it.
  ///   - folder: where it runs; nil for where we do, with nothing between us and the program's first instruction.
  ///   - terminal: the path of the one that it gets in the place of pipes, with a session of its own.
  public init(
    _ arguments: [String], environment: [String: String], folder: String?, on terminal: String? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let session = terminal == nil ? 0 : Self.newSession
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session))

    // `env` changes the folder and becomes the program: its process id stays.
    let command = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + arguments
    var pid: pid_t = 0
    let (streams, failure) = try Self.starting.withLock { _ in
      let streams = try terminal == nil ? (0..<3).map { _ in try Self.pipe() } : []
      if let terminal {
        // The first terminal that the leader of a session opens is the session's.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
      } else {
        posix_spawn_file_actions_adddup2(&actions, streams[0].read, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, streams[1].write, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, streams[2].write, STDERR_FILENO)
      }
      // Another thread may be copying a queue that the child must not seem to have open.
      _ = Self.closeAllFrom?(&actions, STDERR_FILENO + 1)
      let failure = Self.withVector(command) { vector in
        Self.withVector(environment.map { "\($0.key)=\($0.value)" }) { variables in
          posix_spawn(&pid, command[0], &actions, &attributes, vector, variables)
        }
      }
      return (streams, failure)
    }
    self.pid = pid
    if terminal == nil {
      for descriptor in [streams[0].read, streams[1].write, streams[2].write] { close(descriptor) }
      (input, output, errors) = (streams[0].write, streams[1].read, streams[2].read)
    }
    guard failure == 0 else {
      throw CannotStart(description: "\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))")
    }
  }

  deinit {
    signal(SIGKILL)
    _ = wait()
    closeInput()
    for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
  }

  public func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Only a process that was not waited for is signalled: its number may be another's by then.
  public func signal(_ number: Int32) {
    status.withLock { if $0 == nil { kill(pid, number) } }
  }

  /// Waits for its end; 128 + the signal where one ended it, as a shell says it.
  public func wait() -> Int32 {
    // First without taking its number away, so that it can be signalled meanwhile.
    var information = siginfo_t()
    while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return status.withLock { status in
      if let status { return status }
      var raw: Int32 = 0
      while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
      let signal = raw & 0x7F
      let code = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
      status = code
      return code
    }
  }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw CannotStart(description: "no pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func withVector<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let vector = strings.map { strdup($0) } + [nil]
    defer { for pointer in vector { free(pointer) } }
    return body(vector)
  }
}
