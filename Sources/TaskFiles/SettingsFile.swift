import Canvas

/// A file of settings, `config.yaml`: a workspace's, or a person's own.
public struct SettingsFile: Sendable {
  /// Bytes of a file.
  static let sizeLimit = 64 << 10
  /// In a workspace.
  static let name = "config.yaml"

  /// The name of the theme to draw with.
  public let theme: String?
  public let faults: [Fault]
  private let themeMark: Mark?

  /// `config.yaml` of a workspace; nil where there is none.
  public init?(workspace: String) {
    self.init(WorkspaceFile(workspace: workspace, path: Self.name), named: Self.name)
  }

  /// A file of the person's own, anywhere. Nil where there is none.
  public init?(path: String) { self.init(WorkspaceFile(following: path), named: path) }

  private init?(_ file: WorkspaceFile, named name: String) {
    guard file.exists else { return nil }
    let (setting, faults) = YAMLFile.read(file, named: name, limit: Self.sizeLimit) { $0.theme(in: $1) }
    theme = setting?.name
    themeMark = setting?.mark
    self.faults = faults
  }

  /// Something wrong with the theme that was named, at its place.
  ///
  /// - Parameter message: what is wrong and, in parentheses, what to do.
  public func themeFault(_ message: String) -> Fault? { themeMark?.fault(message) }
}

extension StrictReader {
  fileprivate mutating func theme(in root: YAMLNode) -> (name: String, mark: Mark)? {
    guard let members = mapping(root, "a file of settings", keys: ["theme"]), let node = members["theme"],
      let name = word(node, "theme")
    else { return nil }
    return (name, mark(node.place))
  }
}
