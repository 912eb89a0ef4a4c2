import ArgumentParser
import Testing

@testable import scholium

@Suite("the table of permissions")
struct PermissionsTests {
  /// Commands that do something, as the program's own tree has them.
  private static func commands(
    of command: any ParsableCommand.Type = Scholium.self, after words: [String] = []
  ) -> [[String]] {
    let subcommands = command.configuration.subcommands
    guard !subcommands.isEmpty else { return [words] }
    return subcommands.flatMap { commands(of: $0, after: words + [$0.configuration.commandName ?? $0._commandName]) }
  }

  @Test func everyCommandStandsInItOnce() {
    let commands = Self.commands()
    #expect(commands.count > 30)
    let table = Permissions.table.map(\.command)
    #expect(Set(table).count == table.count)
    #expect(Set(table) == Set(commands))
  }

  @Test func theUsualOnesAreThere() {
    for (group, usual) in Permissions.defaults {
      #expect(Permissions.table.contains { $0.command == [group, usual] })
    }
  }
}
