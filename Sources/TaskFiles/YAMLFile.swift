/// Reads one YAML file of a workspace: the file, its nodes, then its meaning.
enum YAMLFile {
  /// The value is there unless the file couldn't be read at all; what is wrong with it is among the faults.
  ///
  /// - Parameter name: what faults call the file; its path from the workspace where nil.
  static func read<Value>(
    _ file: WorkspaceFile, named name: String? = nil, limit: Int, _ body: (inout StrictReader, YAMLNode) -> Value?
  ) -> (value: Value?, faults: [Fault]) {
    var reader = StrictReader(file: name ?? file.path)
    let text: String
    do throws(WorkspaceFile.Problem) {
      text = try file.text(limit: limit)
    } catch {
      switch error {
      case .missing: reader.error(.start, "there is no such file (add it)")
      case .refused(let message): reader.error(.start, message)
      }
      return (nil, reader.faults)
    }
    return read(text, named: name ?? file.path, body)
  }

  static func read<Value>(
    _ text: String, named name: String, _ body: (inout StrictReader, YAMLNode) -> Value?
  ) -> (value: Value?, faults: [Fault]) {
    var reader = StrictReader(file: name)
    let document = YAMLDocument(text)
    for (place, message) in document.faults { reader.error(place, message) }
    guard let root = document.root else {
      if document.faults.isEmpty { reader.error(.start, "the file is empty (write its keys)") }
      return (nil, reader.faults)
    }
    let value = body(&reader, root)
    // The file's own come first, then those of the tables it names.
    let faults = reader.faults.sorted {
      ($0.file == name ? "" : $0.file, $0.line, $0.column) < ($1.file == name ? "" : $1.file, $1.line, $1.column)
    }
    return (value, faults)
  }
}
