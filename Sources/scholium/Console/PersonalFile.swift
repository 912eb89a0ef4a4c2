/// Where a person keeps what is theirs, by the XDG base directory specification, which takes absolute paths only.
enum PersonalFile {
  /// Settings and keys; nil where it cannot be told.
  static func configuration(_ name: String) -> String? {
    folder("XDG_CONFIG_HOME", under: ".config").map { "\($0)/scholium/\(name)" }
  }

  /// What programs find for a person, such as manual pages; nil where it cannot be told.
  static var data: String? { folder("XDG_DATA_HOME", under: ".local/share") }

  private static func folder(_ variable: String, under usual: String) -> String? {
    [Environment[variable], Environment["HOME"].map { "\($0)/\(usual)" }].lazy
      .compactMap { $0 }.first { $0.hasPrefix("/") }
  }
}
