import ArgumentParser
import Canvas
import Glibc
import Operations
import Records
import TaskFiles
import Terminal
import Text
import Workbench

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "Lists, shows and checks themes: the workspace's own and the built-in ones.",
    discussion: """
      A theme is chosen by 'annotate --theme', SCHOLIUM_THEME, or 'theme: NAME' in ~/.config/scholium/config.yaml or in \
      the workspace's config.yaml.
      """,
    example: "theme list",
    subcommands: [List.self, Show.self, Check.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the themes: where they come from, and what background they are for.",
      example: "theme list")

    @OptionGroup var place: ThemePlace
    @OptionGroup var output: OutputOptions

    func run() throws {
      let themes = try place.themes()
      let entries = themes.all.map { (name: $0.name, origin: $0.origin, theme: themes.read($0.name)?.theme) }
      if output.isJSON {
        return try Console.print(json: [
          "themes": .array(
            entries.map { entry in
              [
                "theme": .string(entry.name), "from": .string(entry.origin.rawValue),
                "background": entry.theme.flatMap(\.ground).map { .string($0.color.description) } ?? .null,
                "dark": entry.theme.flatMap(\.ground).map { .bool($0.color.isDark) } ?? .null,
                "paints": .bool(entry.theme?.ground?.isPainted == true),
                "usable": .bool(entry.theme != nil),
              ]
            })
        ])
      }
      var table = Table([("theme", .left), ("from", .left), ("background", .left)])
      for entry in entries {
        table.add([Displayable(entry.name), "\(entry.origin.rawValue)", Self.background(entry.theme)])
      }
      for line in table.lines { try Console.print(line) }
    }

    private static func background(_ theme: Theme?) -> Displayable {
      guard let theme else { return "(has faults: scholium theme check)" }
      guard let ground = theme.ground else { return "any" }
      let kind: Displayable = ground.color.isDark ? "dark" : "light"
      return ground.isPainted ? "\(kind), its own" : kind
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Draws every role of a theme with its contrast, and a small screen.",
      discussion: "On a terminal in its colours; else as a table.", example: "theme show vespers")

    @OptionGroup var place: ThemePlace
    @OptionGroup var output: OutputOptions
    @Argument(help: "The theme.", completion: .themes) var name: String

    func run() throws {
      let themes = try place.themes()
      guard let reading = themes.read(name) else {
        throw OperationError.missing(ThemeChoice.unknown(name, themes))
      }
      guard let theme = reading.theme else { throw DefinitionFaults(reading.faults) }
      if output.isJSON { return try Console.print(json: theme.json(inheriting: reading.ancestors)) }
      guard isatty(STDOUT_FILENO) == 1 else { return try print(theme) }
      let depth = MainActor.assumeIsolated {
        try? TerminalProfile(of: STDOUT_FILENO, environment: Environment.values(["TERM"])).depth
      }
      let shownDepth = Environment["NO_COLOR"] == nil ? depth ?? .none : .none
      try Console.write(PrintedFrame(ThemeSheet.frame(of: theme)).bytes(theme, shownDepth), to: STDOUT_FILENO)
    }

    private func print(_ theme: Theme) throws {
      var table = Table([
        ("role", .left), ("color", .left), ("background", .left), ("contrast", .right), ("attributes", .left),
      ])
      for role in Role.allCases {
        let look = theme.look(of: role)
        table.add([
          Displayable(role.rawValue), Displayable(look.foreground?.name ?? "-"),
          Displayable(look.background?.name ?? "-"),
          Displayable(theme.contrast(of: role).map { Contrast.shown($0) } ?? "-"),
          Displayable(look.attributes.isEmpty ? "-" : look.attributes.joined(separator: " ")),
        ])
      }
      for line in table.lines { try Console.print(line) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Measures contrast, and how well the labels' colours are told apart.",
      discussion: """
        Contrast is WCAG's: 4.5 to 1 for text, 7 where the theme says 'contrast: AAA', 3 for lines and empty bars. Labels \
        must be \(Contrast.shown(ThemeCheck.leastLabelDifference)) apart by CIEDE2000 for usual and for colour-blind eyes. \
        Ends with 0 where all holds, with 1 where something does not, with 78 where a file is wrong.
        """,
      example: "theme check themes/mine.yaml")

    @OptionGroup var place: ThemePlace
    @OptionGroup var output: OutputOptions
    @Argument(help: "Themes, or files of themes (default: all that can be chosen).", completion: .themes)
    var names: [String] = []

    func run() throws {
      let themes = try place.themes()
      let wanted = names.isEmpty ? themes.all.map(\.name) : names
      let readings = try wanted.map { name in
        if name.contains("/") || name.hasSuffix(".yaml") { return themes.read(path: name) }
        guard let reading = themes.read(name) else {
          throw OperationError.missing(ThemeChoice.unknown(name, themes))
        }
        return reading
      }
      let checks = readings.map(ThemeCheck.init)
      let findings = checks.flatMap(\.findings)
      if output.isJSON {
        try Console.print(json: [
          "themes": .array(
            zip(wanted, checks).map { name, check in
              ["theme": .string(name), "holds": .bool(check.holds), "findings": Faults.json(check.findings)]
            })
        ])
      } else {
        try Faults.print(findings)
        for (name, check) in zip(wanted, checks) where check.holds { try Console.print("\(name): all holds") }
      }
      if readings.contains(where: { $0.theme == nil }) { throw Ended(status: .badDefinition) }
      if !checks.allSatisfy(\.holds) { throw Ended(status: .doesNotHold) }
    }
  }
}

/// Whose themes there are: the workspace's where there is one, and the built-in ones.
struct ThemePlace: ParsableArguments {
  @Option(
    name: .customLong("workspace"),
    help: ArgumentHelp("The workspace (default: the nearest folder upwards with tasks in it).", valueName: "dir"),
    completion: .directory)
  var workspacePath: String?

  func themes() throws -> ThemeFiles {
    if let workspacePath, !WorkspaceLocator.isWorkspace(workspacePath) {
      throw OperationError.missing(
        "there is no workspace '\(workspacePath)' (scholium init \(workspacePath) makes one; leave it out for the built-in themes)"
      )
    }
    return ThemeFiles(workspace: workspacePath ?? WorkspaceLocator.nearest(from: "."))
  }
}

extension Theme {
  fileprivate func json(inheriting ancestors: [String]) -> JSON {
    [
      "theme": .string(name), "inherits": .array(ancestors.map { .string($0) }),
      "background": ground.map { .string($0.color.description) } ?? .null,
      "paints": .bool(ground?.isPainted == true), "contrast": .string(contrast.rawValue),
      "roles": .array(
        Role.allCases.map { role in
          let look = look(of: role)
          return [
            "role": .string(role.rawValue), "color": look.foreground.map { .string($0.name) } ?? .null,
            "background": look.background.map { .string($0.name) } ?? .null,
            "basic_color": look.basicForeground.map { .string($0.name) } ?? .null,
            "basic_background": look.basicBackground.map { .string($0.name) } ?? .null,
            "attributes": .array(look.attributes.map { .string($0) }),
            "contrast": contrast(of: role).flatMap { JSONNumber($0, significantDigits: 4) }.map { .number($0) }
              ?? .null,
          ]
        }),
    ]
  }
}

extension Canvas.Color {
  /// As themes write it.
  fileprivate var name: String {
    switch self {
    case .ansi(let number): String(number)
    case .rgb(let red, let green, let blue): RGB(red, green, blue).description
    }
  }
}

extension BasicColor {
  fileprivate var name: String {
    switch self {
    case .terminal: "default"
    case .ansi(let number): String(number)
    }
  }
}

extension Appearance {
  fileprivate var attributes: [String] {
    let all = [
      ("bold", bold), ("dim", dim), ("underline", underline), ("italic", italic), ("reverse", reverse),
    ]
    return all.filter(\.1).map(\.0)
  }
}
