import Glibc

/// Where the Swift runtime writes what it knows about a crash.
public enum CrashReports {
  /// Starts the program anew, once, with the runtime told to write crash reports into a folder and to ask nothing:
  /// by default it prints on the screen that has just broken and waits for a key.
  ///
  /// Call it first of all. It does nothing when `SWIFT_BACKTRACE` is set already, outside a terminal, or where the
  /// runtime writes no reports, as in a program that has the runtime in itself.
  public static func prepare(environment: [String: String]) {
    guard environment["SWIFT_BACKTRACE"] == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return }
    guard isWritingReports, let program = programPath() else { return }
    guard setenv("SWIFT_BACKTRACE", setting(folder: folder(environment: environment)), 1) == 0 else { return }
    var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    execv(program, arguments)
    for argument in arguments { free(argument) }
  }

  /// Takes the signals of crashes back from the runtime, so that they end the program as they end any other. The runtime
  /// answers them at a terminal by a program of its own that offers a debugger, which is a shell to whoever sits there;
  /// and SIGQUIT, which a key sends (termios(3), VQUIT), is one of them.
  public static func forgo() {
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
  }

  /// The runtime takes the signals of crashes at the program's start, where it finds the program that writes reports.
  private static var isWritingReports: Bool {
    var action = sigaction()
    return sigaction(SIGILL, nil, &action) == 0 && action.__sigaction_handler.sa_handler != nil
  }

  /// The file of this program. Run by the name in /proc it would be called "exe" in lists and reports.
  private static func programPath() -> String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0, count < path.count else { return nil }
    return String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The value for `SWIFT_BACKTRACE`; without a folder the report goes to standard error.
  static func setting(folder: String?) -> String {
    // A comma would end the setting, and there is no way to quote it.
    let target = folder.flatMap { $0.contains(",") || !makeFolders($0) ? nil : $0 } ?? "stderr"
    return "interactive=no,color=no,output-to=\(target)"
  }

  /// `$XDG_STATE_HOME/scholium`, or `~/.local/state/scholium`; nil without a home.
  static func folder(environment: [String: String]) -> String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/scholium" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/scholium"
  }

  private static func makeFolders(_ path: String) -> Bool {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST { return false }
    }
    return access(path, W_OK) == 0
  }
}
