import Canvas

/// A file of keys: per command the keys that it is to have. Which commands there are is its caller's matter.
public struct KeysFile: Sendable {
  /// Bytes of a file.
  static let sizeLimit = 64 << 10
  /// In a workspace.
  static let name = "keys.yaml"

  /// A command and its keys; none where it is to have none.
  public struct Entry: Sendable {
    public let command: String
    public let keys: [Key]
    private let mark: Mark
    private let keyMarks: [Key: Mark]

    fileprivate init(command: String, keys: [(key: Key, mark: Mark)], mark: Mark) {
      self.command = command
      self.keys = keys.map(\.key)
      self.mark = mark
      keyMarks = Dictionary(keys.map { ($0.key, $0.mark) }) { first, _ in first }
    }

    /// Something wrong with one of the keys, or with the entry, at its place.
    ///
    /// - Parameter message: what is wrong and, in parentheses, what to do.
    public func fault(_ message: String, at key: Key? = nil, severity: Fault.Severity = .error) -> Fault {
      (key.flatMap { keyMarks[$0] } ?? mark).fault(severity: severity, message)
    }
  }

  /// In the file's order; those with faults are left out.
  public let entries: [Entry]
  public let faults: [Fault]

  /// `keys.yaml` of a workspace; nil where there is none.
  public init?(workspace: String, commands: [String]) {
    let file = WorkspaceFile(workspace: workspace, path: Self.name)
    guard file.exists else { return nil }
    self.init(file, named: Self.name, commands)
  }

  /// A file of the person's own, anywhere. Nil where there is none.
  public init?(path: String, commands: [String]) {
    let file = WorkspaceFile(following: path)
    guard file.exists else { return nil }
    self.init(file, named: path, commands)
  }

  private init(_ file: WorkspaceFile, named name: String, _ commands: [String]) {
    let reading = YAMLFile.read(file, named: name, limit: Self.sizeLimit) { $0.keys($1, of: commands) }
    entries = reading.value ?? []
    faults = reading.faults
  }
}

extension StrictReader {
  fileprivate mutating func keys(_ root: YAMLNode, of commands: [String]) -> [KeysFile.Entry]? {
    guard case .mapping(let members) = root.value else {
      error(root.place, "a file of keys must be a mapping, not \(root.phrase) (write lines such as 'skip: ctrl-k')")
      return nil
    }
    return members.compactMap { member in
      guard commands.contains(member.key) else {
        let hint = Spelling.nearest(to: member.key, in: commands).map { "did you mean '\($0)'?" }
        error(
          member.place,
          "there is no command '\(member.key)' (\(hint ?? "there are: \(commands.joined(separator: ", "))"))")
        return nil
      }
      let nodes = if case .list(let nodes) = member.value.value { nodes } else { [member.value] }
      let keys = nodes.map { node in key(node).map { (key: $0, mark: mark(node.place)) } }
      guard !keys.contains(where: { $0 == nil }) else { return nil }
      return KeysFile.Entry(command: member.key, keys: keys.compactMap { $0 }, mark: mark(member.place))
    }
  }

  private mutating func key(_ node: YAMLNode) -> Key? {
    guard case .scalar(let name, _) = node.value, !node.isNull else {
      error(
        node.place,
        "a key must be a text, not \(node.phrase) (write the key's name, in quotes where it is a mark; [] is no key at all)"
      )
      return nil
    }
    if let key = Key(named: name) { return key }
    let named = Key.ownNames + ["ctrl-c", "alt-x", "f1"]
    let hint = Spelling.nearest(to: name, in: named).map { "did you mean '\($0)'? " } ?? ""
    error(
      node.place,
      "'\(name)' is no key (\(hint)a key is one character, ctrl- or alt- and a character, f1 to f63, or one of \(Key.ownNames.joined(separator: ", ")))"
    )
    return nil
  }
}
