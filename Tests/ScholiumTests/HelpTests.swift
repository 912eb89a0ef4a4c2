import ArgumentParser
import Labeling
import Testing

@testable import scholium

@Suite("Help")
struct HelpTests {
  /// Every command and every group of them, with the words that lead there.
  static func commands(
    of command: any ParsableCommand.Type = Scholium.self, after words: [String] = []
  ) -> [(words: [String], command: any ParsableCommand.Type)] {
    [(words, command)]
      + command.configuration.subcommands.flatMap { child in
        commands(of: child, after: words + [child.configuration.commandName ?? child._commandName])
      }
  }

  @Test func everyCommandHasAnExampleThatParses() throws {
    let all = Self.commands()
    #expect(all.count > 40)
    for (words, command) in all {
      let help = Scholium.helpMessage(for: command, columns: 200)
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(where: { $0 == "Example:" || $0 == "Examples:" }) else {
        Issue.record("the help of \(words) has no example")
        continue
      }
      let examples = lines[(start + 1)...].prefix { $0.hasPrefix("  scholium ") }
      #expect(!examples.isEmpty, "\(words)")
      for example in examples {
        let typed = example.split(separator: " ").dropFirst().map(String.init)
        #expect(typed.starts(with: words), "'\(example)' is of another command than \(words)")
        do {
          _ = try Scholium.parseAsRoot(typed)
        } catch {
          Issue.record("'\(example)' does not parse: \(Scholium.fullMessage(for: error))")
        }
      }
    }
  }

  @Test("Every line of help fits an 80-column terminal, examples unbroken")
  func width() {
    for (words, command) in Self.commands() {
      let examples = Scholium.helpMessage(for: command, columns: 200).split(separator: "\n")
        .filter { $0.hasPrefix("  scholium ") }
      let narrow = Scholium.helpMessage(for: command, columns: 80).split(separator: "\n")
      for example in examples where example.count <= 80 { #expect(narrow.contains(example), "\(words): \(example)") }
    }
  }

  @Test func everyCommandStandsInAGroupOfItsUsers() {
    let configuration = Scholium.configuration
    #expect(configuration.ungroupedSubcommands.isEmpty)
    #expect(
      configuration.groupedSubcommands.map(\.name) == ["Annotators'", "Reviewers'", "Engineers'", "Administrators'"])
    #expect(configuration.groupedSubcommands.allSatisfy { !$0.subcommands.isEmpty })
  }

  @Test("The manual page is made from this help: .ci/manual makes it anew")
  func manual() throws {
    let digest = Digest(of: Array((Scholium._dumpHelp() + "\n").utf8)).description
    let page = String(decoding: ShellFiles.manual, as: UTF8.self)
    #expect(page.contains("help with the digest \(digest)\n"), "the help has changed: run .ci/manual")
    for (words, _) in Self.commands() { for word in words { #expect(page.contains(word)) } }
  }
}
