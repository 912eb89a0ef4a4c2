import Canvas
import Records

/// Reads `themes/*.yaml`: the name, and per role its look.
public enum ThemeFiles {
  /// Bytes of a theme.
  static let sizeLimit = 64 << 10

  /// The theme `themes/NAME.yaml`; nil where it has errors, which are among the faults.
  public static func read(workspace: String, name: String) -> (theme: Theme?, faults: [Fault]) {
    let reading = YAMLFile.read(WorkspaceFile(workspace: workspace, path: "themes/\(name).yaml"), limit: sizeLimit) {
      $0.theme($1, named: name)
    }
    return (reading.faults.isEmpty ? reading.value : nil, reading.faults)
  }

  /// The names of a workspace's themes, sorted.
  public static func names(in workspace: String) -> [String] {
    (Folder.names(in: "\(workspace)/themes") ?? [])
      .filter { $0.hasSuffix(".yaml") && $0.utf8.count <= 64 }
      .map { String($0.dropLast(".yaml".count)) }
  }

  /// A theme whose text is at hand.
  static func parse(_ text: String, name: String) -> (theme: Theme?, faults: [Fault]) {
    let reading = YAMLFile.read(text, named: "themes/\(name).yaml") { $0.theme($1, named: name) }
    return (reading.faults.isEmpty ? reading.value : nil, reading.faults)
  }
}

extension StrictReader {
  fileprivate mutating func theme(_ root: YAMLNode, named name: String) -> Theme? {
    guard let members = mapping(root, "a theme", keys: ["roles"]), let roles = required("roles", of: members),
      let looks = mapping(roles, "roles", keys: Role.allCases.map(\.rawValue))
    else { return nil }
    var colors: [Role: Appearance] = [:]
    for member in looks.all {
      guard let role = Role(rawValue: member.key) else { continue }
      colors[role] = appearance(member.value, of: member.key)
    }
    return Theme(name: name, colors: colors)
  }

  private mutating func appearance(_ node: YAMLNode, of role: String) -> Appearance? {
    let keys = ["color", "background", "bold", "dim", "underline", "italic", "reverse"]
    guard let members = mapping(node, "the role '\(role)'", keys: keys) else { return nil }
    var look = Appearance()
    look.foreground = members["color"].flatMap { color($0) }
    look.background = members["background"].flatMap { color($0) }
    look.bold = members["bold"].flatMap { bool($0, "bold") } ?? false
    look.dim = members["dim"].flatMap { bool($0, "dim") } ?? false
    look.underline = members["underline"].flatMap { bool($0, "underline") } ?? false
    look.italic = members["italic"].flatMap { bool($0, "italic") } ?? false
    look.reverse = members["reverse"].flatMap { bool($0, "reverse") } ?? false
    return look
  }

  /// `"#a1b2c3"`, or 0 to 15 for one of the terminal's own.
  private mutating func color(_ node: YAMLNode) -> Color? {
    guard let word = word(node, "a colour") else { return nil }
    if let number = UInt8(word), number < 16 { return .ansi(number) }
    let digits = word.dropFirst().compactMap(\.hexDigitValue)
    guard word.hasPrefix("#"), word.count == 7, digits.count == 6 else {
      error(node.place, "'\(word)' is no colour (write \"#a1b2c3\", or 0 to 15 for the terminal's own)")
      return nil
    }
    let bytes = stride(from: 0, to: 6, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    return .rgb(bytes[0], bytes[1], bytes[2])
  }
}
