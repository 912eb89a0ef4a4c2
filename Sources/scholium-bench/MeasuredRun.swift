import FoundationEssentials
import Glibc

/// One run of a program to its end, and what it took.
struct MeasuredRun {
  /// In seconds, from its start to its end.
  let wall: Double
  /// In seconds, by user and system together.
  let cpu: Double
  /// The most memory it had at once, in KiB.
  let peakMemory: Int

  /// Runs a program with its output thrown away; what it says on standard error is told where it fails.
  ///
  /// - Parameter folder: where it runs; `errors.txt` is written there.
  /// - Throws: where it cannot be started or does not end with status 0.
  init(_ arguments: [String], in folder: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    let errors = "\(folder)/errors.txt"
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    // `env` changes the folder and becomes the program, so that the figures are the program's.
    let vector = (["/usr/bin/env", "-C", folder] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in vector { free(pointer) } }
    var pid: pid_t = 0
    let start = Clock.wall
    let failure = posix_spawn(&pid, "/usr/bin/env", &actions, nil, vector, environ)
    guard failure == 0 else {
      throw MeasuringFailure(description: "\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    wall = Clock.wall - start
    cpu = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakMemory = usage.ru_maxrss
    guard status == 0 else {
      let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw MeasuringFailure(
        description: "\(arguments.joined(separator: " ")) ended with status \((status >> 8) & 0xFF)\n\(said)")
    }
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
