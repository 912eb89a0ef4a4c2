import Canvas

extension Theme {
  /// The names of the themes that the program carries.
  public static let builtInNames = [
    "dark", "light", "high-contrast", "colour-blind-safe", Theme.monochrome.name, "manuscript", "vespers",
  ]

  /// A theme that the program carries; only the one that is asked for is read.
  public static func builtIn(_ name: String) -> Theme? {
    // It stands in for every theme where there are no colours, so that it is in the program itself.
    name == Theme.monochrome.name ? .monochrome : ThemeFiles(workspace: nil).read(name)?.theme
  }

  /// The file of a theme.
  static func carried(_ name: String) -> [UInt8]? {
    switch name {
    case "dark": PackageResources.theme_dark_yaml
    case "light": PackageResources.theme_light_yaml
    case "high-contrast": PackageResources.theme_high_contrast_yaml
    case "colour-blind-safe": PackageResources.theme_colour_blind_safe_yaml
    case "monochrome": PackageResources.theme_monochrome_yaml
    case "manuscript": PackageResources.theme_manuscript_yaml
    case "vespers": PackageResources.theme_vespers_yaml
    default: nil
    }
  }
}
