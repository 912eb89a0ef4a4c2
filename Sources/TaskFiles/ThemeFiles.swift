import Canvas

/// Themes: a workspace's own in `themes/*.yaml`, and the ones that the program carries.
public struct ThemeFiles: Sendable {
  /// Bytes of a theme.
  static let sizeLimit = 64 << 10

  /// Where a theme comes from. A workspace's goes before a built-in one of its name.
  public enum Origin: String, Hashable, Sendable {
    case workspace
    case builtIn = "built in"
  }

  /// Nil where there are only the built-in ones.
  public let workspace: String?

  public init(workspace: String?) { self.workspace = workspace }

  /// Every theme that can be chosen, by its name.
  public var all: [(name: String, origin: Origin)] {
    let own = workspace.map(Self.names) ?? []
    let others = Theme.builtInNames.filter { !own.contains($0) }
    return own.map { ($0, .workspace) } + others.map { ($0, .builtIn) }
  }

  /// The theme of a name, with what it inherits; nil where there is none of that name.
  public func read(_ name: String) -> ThemeReading? {
    if let workspace, Self.names(in: workspace).contains(name) { return Self.read(workspace: workspace, name: name) }
    return Self.page(builtIn: name).map { ThemeChain(workspace: workspace).reading($0) }
  }

  /// A theme in a file that may lie anywhere. What it inherits is looked for in the workspace, then among the built-in.
  ///
  /// - Parameter path: what faults call it, too.
  public func read(path: String) -> ThemeReading {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(".yaml") ? String(file.dropLast(".yaml".count)) : file
    return ThemeChain(workspace: workspace).reading(
      Self.page(WorkspaceFile(following: path), called: name, named: path))
  }

  /// The theme `themes/NAME.yaml` of a workspace.
  public static func read(workspace: String, name: String) -> ThemeReading {
    ThemeChain(workspace: workspace).reading(page(workspace: workspace, name: name))
  }

  /// The names of a workspace's themes, sorted.
  public static func names(in workspace: String) -> [String] {
    (Folder.names(in: "\(workspace)/themes") ?? [])
      .filter { $0.hasSuffix(".yaml") && $0.utf8.count <= 64 }
      .map { String($0.dropLast(".yaml".count)) }
  }

  static func page(workspace: String, name: String) -> ThemePage {
    page(WorkspaceFile(workspace: workspace, path: "themes/\(name).yaml"), called: name, named: nil)
  }

  /// Nil where the program carries none of that name.
  static func page(builtIn name: String) -> ThemePage? {
    guard let bytes = Theme.carried(name) else { return nil }
    let (page, faults) = YAMLFile.read(String(decoding: bytes, as: UTF8.self), named: "themes/\(name).yaml") {
      $0.themePage($1, called: name)
    }
    return (page ?? ThemePage(name: name)).with(faults)
  }

  private static func page(_ file: WorkspaceFile, called name: String, named path: String?) -> ThemePage {
    let (page, faults) = YAMLFile.read(file, named: path, limit: sizeLimit) { $0.themePage($1, called: name) }
    return (page ?? ThemePage(name: name)).with(faults)
  }
}

/// What came of reading a theme.
public struct ThemeReading: Sendable {
  /// Nil where there are errors, which are among the faults.
  public let theme: Theme?
  /// The themes that it inherits, the nearest first.
  public let ancestors: [String]
  public let faults: [Fault]
  let marks: ThemeMarks
}

/// Where the things stand that a check of a theme finds.
struct ThemeMarks: Sendable {
  var file: Mark
  var roles: [Role: Mark] = [:]
}
