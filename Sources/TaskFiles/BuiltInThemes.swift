import Canvas

extension Theme {
  /// The themes that the program carries: dark first, then light, then monochrome.
  public static let builtIn: [Theme] =
    [
      ("dark", PackageResources.theme_dark_yaml), ("light", PackageResources.theme_light_yaml),
    ].compactMap { name, bytes in ThemeFiles.parse(String(decoding: bytes, as: UTF8.self), name: name).theme }
    + [.monochrome]
}
