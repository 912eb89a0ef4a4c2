import Canvas
import Text

/// A row of the table of keys.
public struct Binding: Sendable {
  public let command: Command
  /// The first one that no label takes is the one that footer and help name.
  public internal(set) var keys: [Key]
  public let modes: Set<Mode>
  /// One or two words.
  public let footer: Displayable
  /// The same behind a key.
  let footerWord: Displayable
  /// Place among the footer's entries when room is short, 0 first; nil keeps it out of the footer.
  public let rank: Int?
  public let help: Displayable
  /// Why the command can't be used right now, in a sentence; nil where it can.
  public let refusal: @Sendable (WorkbenchState) -> Displayable?

  init(
    _ command: Command, _ keys: [Key], in modes: Set<Mode>, footer: Displayable = "", rank: Int? = nil,
    help: Displayable, refusal: @escaping @Sendable (WorkbenchState) -> Displayable? = { _ in nil }
  ) {
    self.command = command
    self.keys = keys
    self.modes = modes
    self.footer = footer
    footerWord = " \(footer)"
    self.rank = rank
    self.help = help
    self.refusal = refusal
  }

  /// The keys that a list of keys names: capitals and Alt keys are the same for all letters.
  var listedKeys: [Key] {
    keys.filter { key in
      switch key {
      case .alt: false
      case .character(let character): !character.isUppercase
      default: true
      }
    }
  }

  /// The key to name where labels take some characters for themselves.
  func key(besides labels: Shortcuts?) -> Key? { keys.first { labels?.takes($0) != true } }

  func title(besides labels: Shortcuts?) -> Displayable? { key(besides: labels)?.title }
}
