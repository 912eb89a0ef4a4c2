import ArgumentParser

extension CommandConfiguration {
  /// What a command says of itself, with an example at the end of its help.
  ///
  /// - Parameter example: how it is typed, without the name of the program.
  init(
    commandName: String, abstract: String, discussion: String = "", example: String,
    subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    let shown = "Example:\n  scholium \(example)"
    self.init(
      commandName: commandName, abstract: abstract,
      discussion: discussion.isEmpty ? shown : "\(discussion)\n\n\(shown)", subcommands: subcommands,
      defaultSubcommand: defaultSubcommand)
  }
}
