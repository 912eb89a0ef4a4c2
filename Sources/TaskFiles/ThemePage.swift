import Canvas

/// What one file of a theme says, before what it inherits is added.
struct ThemePage {
  let name: String
  var parent: (name: String, mark: Mark)?
  var ground: Ground?
  var contrast: Contrast.Level?
  var roles: [Role: (look: Appearance, mark: Mark)] = [:]
  var mark = Mark(file: "", place: .start)
  private(set) var faults: [Fault] = []

  init(name: String) { self.name = name }

  func with(_ faults: [Fault]) -> ThemePage {
    var page = self
    page.faults = faults
    return page
  }
}

extension StrictReader {
  mutating func themePage(_ root: YAMLNode, called name: String) -> ThemePage? {
    let keys = ["inherits", "background", "paint", "contrast", "roles"]
    guard let members = mapping(root, "a theme", keys: keys) else { return nil }
    var page = ThemePage(name: name)
    page.mark = mark(root.place)
    if let node = members["inherits"], let parent = word(node, "inherits") { page.parent = (parent, mark(node.place)) }
    page.contrast = members["contrast"].flatMap { choice($0, "contrast", of: Contrast.Level.self) }
    page.ground = ground(members)
    if let roles = page.parent == nil ? required("roles", of: members) : members["roles"],
      let looks = mapping(roles, "roles", keys: Role.allCases.map(\.rawValue))
    {
      for member in looks.all {
        guard let role = Role(rawValue: member.key), let look = appearance(member.value, of: member.key) else {
          continue
        }
        page.roles[role] = (look, mark(member.place))
      }
    }
    return page
  }

  private mutating func ground(_ members: Members) -> Ground? {
    let isPainted = members["paint"].flatMap { bool($0, "paint") } ?? false
    guard let node = members["background"] else {
      if isPainted {
        error(members.place(of: "paint"), "there is no 'background' to paint (add background: \"#a1b2c3\")")
      }
      return nil
    }
    let (color, basic) = colors(node)
    guard let color else { return nil }
    guard let rgb = color.rgb else {
      error(
        node.place, "the background of a theme must be \"#a1b2c3\": nobody knows how the terminal's own colours look")
      return nil
    }
    return Ground(rgb, basic: basic, isPainted: isPainted)
  }

  private mutating func appearance(_ node: YAMLNode, of role: String) -> Appearance? {
    let keys = ["color", "background", "bold", "dim", "underline", "italic", "reverse"]
    guard let members = mapping(node, "the role '\(role)'", keys: keys) else { return nil }
    var look = Appearance()
    if let node = members["color"] { (look.foreground, look.basicForeground) = colors(node) }
    if let node = members["background"] { (look.background, look.basicBackground) = colors(node) }
    look.bold = members["bold"].flatMap { bool($0, "bold") } ?? false
    look.dim = members["dim"].flatMap { bool($0, "dim") } ?? false
    look.underline = members["underline"].flatMap { bool($0, "underline") } ?? false
    look.italic = members["italic"].flatMap { bool($0, "italic") } ?? false
    look.reverse = members["reverse"].flatMap { bool($0, "reverse") } ?? false
    return look
  }

  /// A colour, and behind a space what stands for it where there are few.
  private mutating func colors(_ node: YAMLNode) -> (Color?, BasicColor?) {
    guard let text = word(node, "a colour") else { return (nil, nil) }
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = words.first, let color = color(first) else {
      error(
        node.place,
        "'\(text)' is no colour (write \"#a1b2c3\", or 0 to 15 for the terminal's own; \"#a1b2c3 6\" for both)")
      return (nil, nil)
    }
    guard words.count == 2 else { return (color, nil) }
    guard let basic = basicColor(words[1]) else {
      error(node.place, "'\(words[1])' is none of the terminal's own colours (write 0 to 15, or default)")
      return (nil, nil)
    }
    return (color, basic)
  }

  /// `#a1b2c3`, or 0 to 15 for one of the terminal's own.
  private func color(_ word: String) -> Color? {
    if let number = UInt8(word), number < 16 { return .ansi(number) }
    let digits = word.dropFirst().compactMap(\.hexDigitValue)
    guard word.hasPrefix("#"), word.count == 7, digits.count == 6 else { return nil }
    let bytes = stride(from: 0, to: 6, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    return .rgb(bytes[0], bytes[1], bytes[2])
  }

  private func basicColor(_ word: String) -> BasicColor? {
    if word == "default" { return .terminal }
    return UInt8(word).flatMap { $0 < 16 ? .ansi($0) : nil }
  }
}
