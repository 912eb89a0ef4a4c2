import ArgumentParser
import Operations
import Records
import Text

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Installs completions for bash, zsh and fish, and the manual page, for you alone.",
    discussion: """
      They go where bash (with bash-completion), fish and man look by themselves: below ~/.local/share. zsh looks there \
      after this line in ~/.zshrc, before compinit:
        fpath=(~/.local/share/zsh/site-functions $fpath)
      """,
    example: "completions --dry-run")

  @Option(
    help: ArgumentHelp("Install below DIR/share, for everybody where it is /usr/local.", valueName: "dir"),
    completion: .directory)
  var prefix: String?
  @Flag(help: "Take away what was installed.") var remove = false
  @Flag(help: "Only say which files these are.") var dryRun = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let folder = prefix.map({ $0 + "/share" }) ?? PersonalFile.data else {
      throw OperationError.missing("nobody says where your files are: HOME is not set (--prefix DIR names a place)")
    }
    let files = try ShellFiles(folder: folder)
    let changed = dryRun ? files.paths : remove ? try files.remove() : try files.install()
    if output.isJSON {
      return try Console.print(json: ["files": .array(changed.map { .string($0) }), "done": .bool(!dryRun)])
    }
    for path in changed { try Console.print(Displayable(path).oneLine) }
    guard !dryRun else { return Console.say("scholium: nothing was changed") }
    Console.say(
      remove
        ? "scholium: \(changed.count) files are gone"
        : "scholium: installed; a new shell knows them, and so does man scholium (for zsh see scholium help completions)"
    )
  }
}
