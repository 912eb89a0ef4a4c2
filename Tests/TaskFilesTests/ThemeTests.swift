import Canvas
import Testing

@testable import TaskFiles

@Suite("Themes")
struct ThemeTests {
  private func builtIn(_ name: String) throws -> Theme {
    try #require(ThemeFiles(workspace: nil).read(name)?.theme)
  }

  @Test(arguments: Theme.builtInNames)
  func everyBuiltInOneHoldsWhatItPromises(name: String) throws {
    let reading = try #require(ThemeFiles(workspace: nil).read(name))
    #expect(ThemeCheck(reading).findings == [])
    let theme = try #require(reading.theme)
    guard name != Theme.monochrome.name else { return }
    #expect(Set(theme.colors.keys) == Set(Role.allCases))
    // Not by the check: here the numbers are held themselves.
    for role in Role.allCases {
      let ratio = try #require(theme.contrast(of: role))
      let need = [.rule, .barEmpty].contains(role) ? 3 : name == "high-contrast" ? 7 : 4.5
      #expect(ratio >= need, "\(name) \(role): \(ratio)")
    }
    let labels = try Role.labels.map { try #require(theme.colors[$0]?.foreground?.rgb) }
    let least = name == "colour-blind-safe" ? 12 : ThemeCheck.leastLabelDifference
    for later in labels.indices {
      for earlier in labels[..<later].indices {
        let apart = ColorVision.leastDifference(labels[later], labels[earlier])
        #expect(apart >= least, "\(name): labels \(earlier + 1) and \(later + 1) are \(apart) apart")
      }
    }
  }

  @Test func monochromeIsTheSameInItsFileAndInTheProgram() throws { #expect(try builtIn("monochrome") == .monochrome) }

  @Test func whatAThemeInheritsIsOverriddenRoleByRole() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write(
      "themes/mine.yaml", "inherits: ours\nroles: {key: {color: \"#ffffff default\", underline: true}}")
    try workspace.write("themes/ours.yaml", "inherits: vespers\nbackground: \"#000000\"\nroles: {dim: {color: 7}}")
    let reading = try #require(ThemeFiles(workspace: workspace.path).read("mine"))
    let theme = try #require(reading.theme)
    #expect(reading.ancestors == ["ours", "vespers"])
    #expect(
      theme.colors[.key]
        == Appearance(foreground: .rgb(255, 255, 255), basicForeground: .terminal, underline: true))
    #expect(theme.colors[.dim] == Appearance(foreground: .ansi(7)))
    #expect(theme.colors[.span] == (try builtIn("vespers")).colors[.span])
    #expect(theme.ground == Ground(RGB(0, 0, 0)))
    #expect(theme.name == "mine")
  }

  @Test func aThemeMayChangeTheBuiltInOneOfItsName() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/dark.yaml", "inherits: dark\nroles: {dim: {color: \"#ffffff\"}}")
    let themes = ThemeFiles(workspace: workspace.path)
    let theme = try #require(themes.read("dark")?.theme)
    #expect(theme.colors[.dim]?.foreground == .rgb(255, 255, 255))
    #expect(theme.colors[.text] == (try builtIn("dark")).colors[.text])
    #expect(themes.all.filter { $0.name == "dark" }.map(\.origin) == [.workspace])
  }

  @Test func circlesAndStrangersAreTold() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/a.yaml", "roles: {}\ninherits: b")
    try workspace.write("themes/b.yaml", "inherits: c")
    try workspace.write("themes/c.yaml", "inherits: a")
    try workspace.write("themes/lost.yaml", "inherits: vesper")
    let themes = ThemeFiles(workspace: workspace.path)
    let circle = try #require(themes.read("a"))
    #expect(circle.theme == nil)
    #expect(circle.faults.map(\.file) == ["themes/c.yaml"] && circle.faults.map(\.line) == [1])
    #expect(circle.faults.first?.message.contains("a inherits b inherits c inherits a") == true)
    let lost = try #require(themes.read("lost"))
    #expect(lost.faults.first?.message.contains("did you mean 'vespers'?") == true)
  }

  @Test(arguments: [
    ("background: 7\nroles: {}", "must be \"#a1b2c3\""), ("paint: true\nroles: {}", "add background"),
    ("contrast: AAAA\nroles: {}", "did you mean 'AAA'"), ("roles: {text: {color: [\"#ffffff\", 7]}}", "must be a text"),
    ("roles: {text: {color: \"#ffffff 16\"}}", "0 to 15, or default"),
    ("roles: {text: {color: default}}", "no colour"),
  ])
  func faultsSayWhatToDo(text: String, message: String) throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/mine.yaml", text)
    let reading = ThemeFiles.read(workspace: workspace.path, name: "mine")
    #expect(reading.theme == nil)
    #expect(reading.faults.contains { $0.message.contains(message) }, "\(reading.faults)")
  }

  @Test func theCheckFindsWhatEyesWouldNot() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write(
      "themes/mine.yaml",
      """
      inherits: dark
      roles:
        dim: {color: "#333333"}
        warning: {color: "#eceff4 default"}
        label.2: {color: "#ffd75f"}
      """)
    let check = ThemeCheck(ThemeFiles.read(workspace: workspace.path, name: "mine"))
    #expect(!check.holds)
    #expect(check.findings.map(\.line) == [3, 4, 5])
    #expect(check.findings.map(\.file) == Array(repeating: "themes/mine.yaml", count: 3))
    for (finding, words) in zip(
      check.findings, ["contrast of 'dim' is 1.3", "looks as 'text'", "'label.1' look alike"])
    {
      #expect(finding.message.contains(words), "\(finding)")
    }
  }

  @Test func aBackgroundThatIsNotSaidCannotBeMeasured() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/old.yaml", "roles: {text: {color: \"#111111\"}}")
    let check = ThemeCheck(ThemeFiles.read(workspace: workspace.path, name: "old"))
    #expect(check.findings.contains { $0.severity == .warning && $0.message.contains("add background") })
    try workspace.write("themes/bare.yaml", "background: \"#000000\"\npaint: true\nroles: {dim: {color: 7}}")
    let bare = ThemeCheck(ThemeFiles.read(workspace: workspace.path, name: "bare"))
    #expect(bare.findings.contains { $0.message.contains("'text' has no colour of its own") })
  }

  @Test func aFileAnywhereMayBeChecked() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("elsewhere/night.yaml", "inherits: vespers")
    let reading = ThemeFiles(workspace: nil).read(path: "\(workspace.path)/elsewhere/night.yaml")
    #expect(reading.theme?.name == "night")
    let missing = ThemeFiles(workspace: nil).read(path: "\(workspace.path)/elsewhere/day.yaml")
    #expect(missing.faults.first?.message.contains("no such file") == true)
  }

  @Test func settingsNameATheme() throws {
    let workspace = try TemporaryWorkspace()
    #expect(SettingsFile(workspace: workspace.path) == nil)
    try workspace.write("config.yaml", "theme: vespers\n")
    let settings = try #require(SettingsFile(workspace: workspace.path))
    #expect(settings.theme == "vespers" && settings.faults == [])
    #expect(settings.themeFault("no such theme (take another)")?.line == 1)
    try workspace.write("mine/config.yaml", "thema: vespers\n")
    let wrong = try #require(SettingsFile(path: "\(workspace.path)/mine/config.yaml"))
    #expect(wrong.faults.first?.message.contains("did you mean 'theme'?") == true)
  }
}
