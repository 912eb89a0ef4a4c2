/// Reads the blocks of Markdown line by line: first the containers that the line goes on with, then those that it opens,
/// then its text (CommonMark 0.31.2, appendix, phase 1). The stack of open containers is as deep as `deepest` at most.
struct BlockReader {
  typealias Scalars = ArraySlice<Unicode.Scalar>

  /// Quotes and list items that may stand in each other.
  static let deepest = 12

  private enum Open {
    case quote
    /// - indent: columns that its other lines are indented by.
    case item(indent: Int, Markdown.Marker, isTold: Bool, isEmpty: Bool)
  }

  private enum Leaf {
    case paragraph, indented
    case fence(LineScan.Fence, indent: Int)
    /// With its header; `lines` are the rows.
    case table(PipeTable)
  }

  private var open: [Open] = []
  private var leaf: Leaf?
  /// The lines of the leaf that is being read.
  private var lines: [Scalars] = []
  private var blocks: [Markdown.Block] = []
  /// True where the line before was blank, and where the one before the leaf was.
  private var isAfterBlank = false
  private var isLeafAfterBlank = false
  private var isInComment = false

  mutating func read(_ text: [Unicode.Scalar]) -> [Markdown.Block] {
    let lines = LineScan.lines(of: text)
    let lastCommentEnd = lines.lastIndex { LineScan.endOfComment(in: $0) != nil } ?? -1
    for (number, line) in lines.enumerated() {
      take(line, mayOpenComment: number < lastCommentEnd)
    }
    close(to: 0)
    return blocks
  }

  private mutating func take(_ line: Scalars, mayOpenComment: Bool) {
    var rest = line
    if isInComment {
      guard let end = LineScan.endOfComment(in: line) else { return }
      isInComment = false
      rest = line[end...]
      if LineScan.isBlank(rest) { return }
    }
    let matched = goOn(&rest)
    if matched == open.count, takeIntoFence(rest) { return }
    let isParagraph = if case .paragraph = leaf { true } else { false }
    let isOpening = openContainers(&rest, matched: matched, isParagraph: isParagraph)
    if LineScan.isBlank(rest) {
      if !isOpening { close(to: matched) }
      takeBlank()
      isAfterBlank = !isOpening
      return
    }
    if matched < open.count, !isOpening {
      // What can't start a block goes on with the paragraph, though it lacks the marks of its containers.
      if isParagraph, LineScan.indent(rest) >= 4 || !LineScan.startsLeaf(rest) {
        takeText(rest)
        return
      }
      close(to: matched)
    }
    takeLeaf(rest, mayOpenComment: mayOpenComment)
    isAfterBlank = false
  }

  // MARK: Containers

  /// Takes the marks of open containers from the line, and says how many of them it goes on with.
  private func goOn(_ rest: inout Scalars) -> Int {
    for (depth, container) in open.enumerated() {
      switch container {
      case .quote:
        guard let inner = LineScan.quote(rest) else { return depth }
        rest = inner
      case .item(let indent, _, _, let isEmpty):
        if LineScan.isBlank(rest) {
          if isEmpty { return depth }
        } else {
          guard LineScan.indent(rest) >= indent else { return depth }
          rest = rest.dropFirst(indent)
        }
      }
    }
    return open.count
  }

  /// Opens the containers that the line starts; true where it starts any.
  private mutating func openContainers(_ rest: inout Scalars, matched: Int, isParagraph: Bool) -> Bool {
    var isOpening = false
    while LineScan.indent(rest) < 4 {
      let depth = isOpening ? open.count : matched
      guard depth < Self.deepest else { break }
      let goesOn = isParagraph && !isOpening && matched == open.count
      if let inner = LineScan.quote(rest) {
        if !isOpening { close(to: matched) } else { closeLeaf() }
        open.append(.quote)
        rest = inner
      } else if !(goesOn && LineScan.underline(rest) != nil), !LineScan.isThematicBreak(rest),
        let item = LineScan.item(rest), !goesOn || item.mayInterrupt
      {
        let marker = isOpening ? item.marker : numbered(item.marker, at: matched)
        if !isOpening { close(to: matched) } else { closeLeaf() }
        open.append(.item(indent: item.indent, marker, isTold: false, isEmpty: LineScan.isBlank(item.rest)))
        rest = item.rest
      } else {
        break
      }
      isOpening = true
    }
    return isOpening
  }

  /// An item that follows one of the same list goes on counting.
  private func numbered(_ marker: Markdown.Marker, at depth: Int) -> Markdown.Marker {
    guard open.indices.contains(depth), case .item(_, .number(let before, let mark), _, _) = open[depth],
      case .number(_, mark) = marker
    else { return marker }
    return .number(before + 1, mark)
  }

  private mutating func close(to depth: Int) {
    closeLeaf()
    while open.count > depth {
      if case .item(_, _, isTold: false, _) = open[open.count - 1] { append(.paragraph([]), isAfterBlank: false) }
      open.removeLast()
    }
  }

  // MARK: Leaves

  private mutating func takeIntoFence(_ rest: Scalars) -> Bool {
    guard case .fence(let opening, let indent)? = leaf else { return false }
    if let fence = LineScan.fence(rest), fence.mark == opening.mark, fence.count >= opening.count, fence.isBare {
      closeLeaf()
    } else {
      lines.append(rest.dropFirst(min(indent, LineScan.indent(rest))))
    }
    return true
  }

  private mutating func takeBlank() {
    if case .indented? = leaf { lines.append([]) } else { closeLeaf() }
  }

  private mutating func takeLeaf(_ rest: Scalars, mayOpenComment: Bool) {
    if case .item(let indent, let marker, let isTold, true)? = open.last {
      open[open.count - 1] = .item(indent: indent, marker, isTold: isTold, isEmpty: false)
    }
    if LineScan.indent(rest) >= 4 {
      if case .paragraph? = leaf { takeText(rest) } else { takeIndented(rest.dropFirst(4)) }
    } else if case .paragraph? = leaf, let level = LineScan.underline(rest) {
      let title = Self.inlines(lines)
      leaf = nil
      append(.heading(level: level, title), isAfterBlank: isLeafAfterBlank)
    } else if LineScan.isThematicBreak(rest) {
      closeLeaf()
      append(.thematicBreak, isAfterBlank: isAfterBlank)
    } else if let heading = LineScan.heading(rest) {
      closeLeaf()
      append(.heading(level: heading.level, Self.inlines([heading.text])), isAfterBlank: isAfterBlank)
    } else if let fence = LineScan.fence(rest) {
      closeLeaf()
      start(.fence(fence, indent: LineScan.indent(rest)), [])
    } else if mayOpenComment, LineScan.opensComment(rest) {
      closeLeaf()
      isInComment = true
    } else {
      takeText(rest)
    }
  }

  private mutating func takeText(_ rest: Scalars) {
    let text = rest.drop { $0 == " " }
    switch leaf {
    case .paragraph?:
      if let header = lines.last, let table = PipeTable(header: header, delimiters: text) {
        lines.removeLast()
        closeLeaf()
        start(.table(table), [])
      } else {
        lines.append(text)
      }
    case .table?: lines.append(text)
    case .fence?, .indented?, nil:
      closeLeaf()
      start(.paragraph, [text])
    }
  }

  private mutating func takeIndented(_ line: Scalars) {
    if case .indented? = leaf {
      lines.append(line)
    } else {
      closeLeaf()
      start(.indented, [line])
    }
  }

  private mutating func start(_ leaf: Leaf, _ lines: [Scalars]) {
    self.leaf = leaf
    self.lines = lines
    isLeafAfterBlank = isAfterBlank
  }

  private mutating func closeLeaf() {
    guard let leaf else { return }
    self.leaf = nil
    switch leaf {
    case .paragraph:
      let inlines = Self.inlines(lines)
      // A paragraph of comments says nothing.
      if !inlines.isEmpty { append(.paragraph(inlines), isAfterBlank: isLeafAfterBlank) }
    case .fence: append(.code(Self.text(lines)), isAfterBlank: isLeafAfterBlank)
    case .indented:
      while let last = lines.last, LineScan.isBlank(last) { lines.removeLast() }
      append(.code(Self.text(lines)), isAfterBlank: isLeafAfterBlank)
    case .table(var table):
      for line in lines { table.append(line) }
      append(.table(table.value), isAfterBlank: isLeafAfterBlank)
    }
  }

  private mutating func append(_ content: Markdown.Content, isAfterBlank: Bool) {
    var containers: [Markdown.Container] = []
    for (depth, container) in open.enumerated() {
      switch container {
      case .quote: containers.append(.quote)
      case .item(let indent, let marker, let isTold, let isEmpty):
        containers.append(.item(marker, isFirst: !isTold))
        open[depth] = .item(indent: indent, marker, isTold: true, isEmpty: isEmpty)
      }
    }
    blocks.append(Markdown.Block(containers: containers, content: content, isAfterBlank: isAfterBlank))
  }

  private static func inlines(_ lines: [Scalars]) -> [Markdown.Inline] {
    var reader = InlineReader(Array(lines.joined(separator: ["\n"])))
    return reader.read()
  }

  private static func text(_ lines: [Scalars]) -> String {
    String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
  }
}
