import ArgumentParser
import Workbench

/// Which keys a screen answers to.
struct KeysOptions: ParsableArguments {
  @Option(
    name: .customLong("keys"),
    help: ArgumentHelp(
      "A file of keys (default: ~/.config/scholium/keys.yaml, after the workspace's keys.yaml).", valueName: "file"),
    completion: .file())
  var path: String?

  func keymap(in workspace: String?) throws -> Keymap { try KeyChoice(file: path, workspace: workspace).keymap() }
}
