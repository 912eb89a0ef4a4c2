import Canvas
import Text

/// A row of the table of keys.
public struct Binding: Sendable {
  public let command: Command
  /// The first one that no label takes is the one that footer and help name.
  public let keys: [Key]
  public let modes: Set<Mode>
  /// One or two words.
  public let footer: Displayable
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
    self.rank = rank
    self.help = help
    self.refusal = refusal
  }

  /// The key to name where labels take some characters for themselves.
  func title(besides labels: Shortcuts?) -> Displayable? {
    keys.first { labels?.takes($0) != true }?.title
  }
}

/// The one table of keys: what they do, and what the footer and the help say of them.
///
/// A label's own key wins over a command's letter; the command then keeps its capital letter and its Alt key.
public enum Bindings {
  public static let all: [Binding] = answering + looking + idling + typing + anywhere

  /// What a key means in a mode.
  public static func binding(for key: Key, in mode: Mode) -> Binding? {
    all.first { $0.modes.contains(mode) && $0.keys.contains(key) }
  }

  private static let atWork: Set<Mode> = [.answering, .revising]
  private static let atRest: Set<Mode> = [.answering, .revising, .news, .idle]
  private static let withText: Set<Mode> = [.answering, .revising, .news, .reading]

  private static func letter(_ character: Character) -> [Key] {
    [.character(character), .character(Character(character.uppercased())), .alt(character)]
  }

  private static let answering: [Binding] = [
    Binding(
      .submit, [.enter], in: [.answering], footer: "submit", rank: 0,
      help: "submit the answer, or go to the next open question"),
    Binding(
      .submit, [.enter], in: [.revising], footer: "submit change", rank: 0,
      help: "submit the changed answer in place of the earlier one"),
    Binding(
      .back, [.escape], in: [.revising], footer: "back", rank: 1, help: "leave the earlier answer as it is"),
    Binding(
      .nextQuestion, [.tab], in: atWork, footer: "next question", rank: 3, help: "next question on this screen",
      refusal: WorkbenchState.refusalOfOtherQuestion),
    Binding(
      .previousQuestion, [.backtab], in: atWork, help: "previous question on this screen",
      refusal: WorkbenchState.refusalOfOtherQuestion),
    Binding(
      .fullList, letter("o"), in: atWork, footer: "other labels", rank: 1,
      help: "where only some labels are asked about: none of these, show them all; and back",
      refusal: WorkbenchState.refusalOfFullList),
    Binding(
      .undo, letter("u"), in: [.answering], footer: "undo", rank: 3,
      help: "back to the answer before, to change it", refusal: WorkbenchState.refusalOfUndo),
    Binding(
      .undo, letter("u"), in: [.revising], footer: "further back", rank: 3,
      help: "back to the answer before that one", refusal: WorkbenchState.refusalOfUndo),
    Binding(
      .skip, letter("s"), in: [.answering], footer: "skip", rank: 2,
      help: "skip this example, with a reason if you like; it comes back once"),
    Binding(
      .flag, letter("f"), in: [.answering], footer: "flag", rank: 5,
      help: "flag this example for a reviewer, with a comment"),
    Binding(
      .comment, letter("c"), in: atWork, footer: "comment", rank: 7,
      help: "keep a comment beside this example, and go on answering"),
  ]

  private static let looking: [Binding] = [
    Binding(.goOn, [.enter, .escape], in: [.news], footer: "go on", rank: 0, help: "go on to the next example"),
    Binding(
      .guidelines, letter("g"), in: atRest, footer: "guidelines", rank: 6,
      help: "the guidelines, and what the labels mean", refusal: WorkbenchState.refusalOfGuidelines),
    Binding(.find, [.character("/")], in: atWork, footer: "find", rank: 8, help: "find in the text"),
    Binding(
      .findNext, letter("n"), in: atWork, help: "next place found", refusal: WorkbenchState.refusalOfFindNext),
    Binding(
      .findPrevious, letter("p"), in: atWork, help: "previous place found",
      refusal: WorkbenchState.refusalOfFindNext),
    Binding(
      .lineUp, [.up], in: withText, help: "scroll the text up a line"),
    Binding(.lineDown, [.down], in: withText, help: "scroll the text down a line"),
    Binding(
      .pageDown, [.pageDown, .character(" "), .control("f")], in: withText,
      help: "scroll the text down a page"),
    Binding(
      .pageUp, [.pageUp, .backspace, .control("b")], in: withText,
      help: "scroll the text up a page"),
    Binding(.top, [.home], in: withText, help: "to the start of the text"),
    Binding(.bottom, [.end], in: withText, help: "to the end of the text"),
    Binding(.moreLabels, [.right], in: atWork, help: "more labels, where they don't fit on one page"),
    Binding(.fewerLabels, [.left], in: atWork, help: "the labels before these"),
    Binding(
      .back, [.escape, .enter, .character("q"), .character("g"), .character("?")], in: [.reading],
      footer: "back to the example", rank: 0, help: "back to the example"),
  ]

  private static let idling: [Binding] = [
    Binding(.tryAgain, [.enter], in: [.idle], footer: "look again", rank: 0, help: "ask for the next example"),
    Binding(
      .undo, letter("u"), in: [.idle], footer: "undo", rank: 3, help: "back to the last answer, to change it",
      refusal: WorkbenchState.refusalOfUndo),
  ]

  private static let typing: [Binding] = [
    Binding(.accept, [.enter], in: [.typing], footer: "done", rank: 0, help: "done typing"),
    Binding(.back, [.escape], in: [.typing], footer: "never mind", rank: 1, help: "never mind"),
  ]

  private static let anywhere: [Binding] = [
    Binding(
      .help, [.character("?"), .function(1)], in: atRest, footer: "help", rank: 1, help: "this help"),
    Binding(
      .leave, letter("q"), in: atRest.union([.waiting]), footer: "leave", rank: 9,
      help: "leave; a half-made answer is kept for you"),
    Binding(.interrupt, [.control("c")], in: Set(Mode.allCases), help: "leave, whatever is going on"),
    Binding(.suspend, [.control("z")], in: Set(Mode.allCases), help: "back to the shell for a while (fg returns)"),
    Binding(.redraw, [.control("l")], in: Set(Mode.allCases), help: "paint the screen anew"),
  ]
}
