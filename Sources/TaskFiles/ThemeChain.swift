import Canvas

/// Puts a theme together with what it inherits, the workspace's before the built-in.
struct ThemeChain {
  let workspace: String?

  /// What a page comes to. Its own roles go before inherited ones, each as a whole.
  func reading(_ page: ThemePage) -> ThemeReading {
    var pages = [page]
    var faults = page.faults
    while let last = pages.last, let (name, mark) = last.parent {
      guard let parent = self.page(name, above: pages, &faults, at: mark) else { break }
      faults += parent.faults
      pages.append(parent)
    }
    var marks = ThemeMarks(file: page.mark)
    var theme = Theme(name: page.name, colors: [:])
    for page in pages.reversed() {
      for (role, said) in page.roles {
        theme.colors[role] = said.look
        marks.roles[role] = said.mark
      }
      theme.ground = page.ground ?? theme.ground
      theme.contrast = page.contrast ?? theme.contrast
    }
    return ThemeReading(
      theme: faults.isEmpty ? theme : nil, ancestors: pages.dropFirst().map(\.name), faults: faults, marks: marks)
  }

  /// A theme that inherits its own name means the built-in one of that name.
  private func page(_ name: String, above pages: [ThemePage], _ faults: inout [Fault], at mark: Mark) -> ThemePage? {
    let files = Set(pages.map(\.mark.file))
    let own = workspace.flatMap { workspace in
      ThemeFiles.names(in: workspace).contains(name) && name != pages.last?.name
        ? ThemeFiles.page(workspace: workspace, name: name) : nil
    }
    guard let found = own ?? ThemeFiles.page(builtIn: name) else {
      let known = ThemeFiles(workspace: workspace).all.map(\.name)
      let hint = Spelling.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
      faults.append(
        mark.fault(
          "there is no theme '\(name)' to inherit (\(hint ?? "there are: \(known.sorted().joined(separator: ", "))"))"))
      return nil
    }
    // A built-in one ends every chain, and may be called as a file of the workspace is.
    if own != nil, files.contains(found.mark.file) {
      let chain = (pages.map(\.name) + [name]).joined(separator: " inherits ")
      faults.append(mark.fault("themes inherit each other in a circle: \(chain) (leave one of them out)"))
      return nil
    }
    return found
  }
}
