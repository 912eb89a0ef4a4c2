import Canvas

extension Theme {
  /// The names of the themes that the program carries: dark first, then light, then monochrome.
  public static let builtInNames = ["dark", "light", Theme.monochrome.name]

  /// A theme that the program carries; only the one that is asked for is read.
  public static func builtIn(_ name: String) -> Theme? {
    switch name {
    case "dark": carried(PackageResources.theme_dark_yaml, as: name)
    case "light": carried(PackageResources.theme_light_yaml, as: name)
    case Theme.monochrome.name: .monochrome
    default: nil
    }
  }

  private static func carried(_ bytes: [UInt8], as name: String) -> Theme? {
    ThemeFiles.parse(String(decoding: bytes, as: UTF8.self), name: name).theme
  }
}
