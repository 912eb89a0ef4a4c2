import Canvas
import Text

/// The one table of keys: what they do, and what the footer and the help say of them.
///
/// A label's own key wins over a command's letter; the command then keeps its capital letter and its Alt key.
public enum Bindings {
  public static let all: [Binding] =
    answering + marking + writing + idling + looking + lists + reviewing + watching + typing + anywhere

  private static let atWork: Set<Mode> = [.answering, .marking]
  private static let atRest: Set<Mode> = [.answering, .marking, .news, .idle]
  private static let scrolled: Set<Mode> = [.answering, .news, .reading]
  private static let read = scrolled.union([.told])

  static func letter(_ character: Character) -> [Key] {
    [.character(character), .character(Character(character.uppercased())), .alt(character)]
  }

  private static let answering: [Binding] = [
    Binding(
      .submit, [.enter], in: [.answering, .marking, .writing], footer: "submit", rank: 0,
      help: "submit the answer, or go to the next open question"),
    Binding(
      .back, [.escape], in: [.answering, .marking, .writing], footer: "back", rank: 1,
      help: "leave an earlier answer as it is; give up a selection; stop writing, so that letters are keys",
      refusal: WorkbenchState.refusalOfBack),
    Binding(
      .nextQuestion, [.tab], in: [.answering, .marking, .writing], footer: "next question", rank: 3,
      help: "next question on this screen", refusal: WorkbenchState.refusalOfOtherQuestion),
    Binding(
      .previousQuestion, [.backtab], in: [.answering, .marking, .writing], help: "previous question on this screen",
      refusal: WorkbenchState.refusalOfOtherQuestion),
    Binding(
      .fullList, letter("o"), in: atWork, footer: "other labels", rank: 1,
      help: "where only some labels are asked about: none of these, show them all; and back",
      refusal: WorkbenchState.refusalOfFullList),
    Binding(
      .findLabel, letter("l"), in: atWork, footer: "find label", rank: 2,
      help: "find a label by its words, where there are many", refusal: WorkbenchState.refusalOfFindLabel),
    Binding(
      .undo, letter("u"), in: atWork, footer: "undo", rank: 3,
      help: "take the last mark back; where there is none, back to the answer before, to change it",
      refusal: WorkbenchState.refusalOfUndo),
    Binding(
      .skip, letter("s"), in: atWork, footer: "skip", rank: 2,
      help: "skip this example, with a reason if you like; it comes back once",
      refusal: WorkbenchState.refusalWhileRevising),
    Binding(
      .flag, letter("f"), in: atWork, footer: "flag", rank: 5,
      help: "flag this example for a reviewer, with a comment", refusal: WorkbenchState.refusalWhileRevising),
    Binding(
      .comment, letter("c"), in: atWork, footer: "comment", rank: 7,
      help: "keep a comment beside this example, and go on answering"),
    Binding(
      .takeOver, [.control("t")], in: [.answering, .marking, .idle], footer: "take over", rank: 1,
      help: "go on with the example that another terminal of yours has open; that one loses it",
      refusal: WorkbenchState.refusalOfTakeOver),
    Binding(
      .moreLabels, [.right], in: [.answering],
      help: "more labels, where they don't fit on one page; up the scale of a rating"),
    Binding(.fewerLabels, [.left], in: [.answering], help: "the labels before these; down the scale"),
  ]

  private static let marking: [Binding] = [
    Binding(
      .right, [.right], in: [.marking], help: "to the next word, or character", refusal: WorkbenchState.refusalOfMarking
    ),
    Binding(
      .left, [.left], in: [.marking], help: "to the word before, or character", refusal: WorkbenchState.refusalOfMarking
    ),
    Binding(.up, [.up], in: [.marking], help: "to the line above", refusal: WorkbenchState.refusalOfMarking),
    Binding(.down, [.down], in: [.marking], help: "to the line below", refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .lineStart, [.home], in: [.marking], help: "to the start of the line", refusal: WorkbenchState.refusalOfMarking),
    Binding(.lineEnd, [.end], in: [.marking], help: "to the end of the line", refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .extendRight, [.character("]"), .shiftRight], in: [.marking], footer: "longer", rank: 4,
      help: "take the next word, or character, into the selection", refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .extendLeft, [.character("["), .shiftLeft], in: [.marking], footer: "shorter", rank: 6,
      help: "give a word, or character, back at the end of the selection, or take one in before its start",
      refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .anchor, [.character(" ")], in: [.marking], footer: "hold", rank: 8,
      help: "hold the selection: movements extend it, a label stands beside another; again lets go",
      refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .unit, [.character(";")], in: [.marking], footer: "by character", rank: 8,
      help: "go by characters instead of words, and back", refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .toPunctuation, [.character(".")], in: [.marking], help: "extend the selection up to the next punctuation",
      refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .nextSame, [.character(">")], in: [.marking], help: "to the next place with the same text as the selection",
      refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .previousSame, [.character("<")], in: [.marking], help: "to the place before with the same text",
      refusal: WorkbenchState.refusalOfMarking),
    Binding(
      .nextSpan, [.character("}")], in: [.marking], help: "to the next span", refusal: WorkbenchState.refusalOfSpans),
    Binding(
      .previousSpan, [.character("{")], in: [.marking], help: "to the span before",
      refusal: WorkbenchState.refusalOfSpans),
    Binding(
      .deleteSpan, [.delete, .backspace], in: [.marking], footer: "delete span", rank: 4,
      help: "delete the span at the cursor", refusal: WorkbenchState.refusalOfSpanInHand),
    Binding(
      .markAll, [.character("*")], in: [.marking], footer: "mark all", rank: 4,
      help: "mark all other places with the same text as the span at the cursor",
      refusal: WorkbenchState.refusalOfMarkAll),
  ]

  private static let writing: [Binding] = [
    Binding(
      .newLine, [.altEnter, .control("o")], in: [.writing], footer: "new line", rank: 2, help: "begin a new line"),
    Binding(
      .write, [.character("i"), .character("I"), .alt("i")], in: [.answering], footer: "write", rank: 1,
      help: "write on, where the question wants words", refusal: WorkbenchState.refusalOfWriting),
  ]

  private static let looking: [Binding] = [
    Binding(
      .back, [.escape, .enter] + "qg?x".map { .character($0) }, in: [.reading],
      footer: "back to the example", rank: 0, help: "back to the example"),
    Binding(.goOn, [.enter, .escape], in: [.news], footer: "go on", rank: 0, help: "go on to the next example"),
    Binding(
      .goOn, [.enter, .escape, .character(" ")], in: [.told], footer: "go on", rank: 0,
      help: "go on from a known answer to the next example"),
    Binding(
      .guidelines, letter("g"), in: atRest, footer: "guidelines", rank: 6,
      help: "the guidelines, opened at the label in hand", refusal: WorkbenchState.refusalOfGuidelines),
    Binding(
      .beside, letter("b"), in: atWork, help: "guidelines beside the example, where there is room; and away",
      refusal: WorkbenchState.refusalOfBeside),
    Binding(
      .find, [.character("/")], in: atWork.union([.reading]), footer: "find", rank: 7, help: "find in the text"),
    Binding(
      .findNext, letter("n"), in: atWork.union([.reading]), footer: "next found", rank: 8, help: "next place found",
      refusal: WorkbenchState.refusalOfFindNext),
    Binding(
      .findPrevious, letter("p"), in: atWork.union([.reading]), help: "previous place found",
      refusal: WorkbenchState.refusalOfFindNext),
    Binding(
      .differences, letter("d"), in: [.answering], footer: "differences", rank: 4,
      help: "show where two texts differ, where they are compared", refusal: WorkbenchState.refusalOfDifferences),
    Binding(
      .characters, letter("x"), in: atWork, help: "the code points of strange characters in the text"),
    Binding(
      .today, letter("t"), in: atRest, footer: "today", rank: 10,
      help: "what you answered today, your pace, and back to any answer"),
    Binding(.lineUp, [.up], in: read, help: "scroll the text up a line"),
    Binding(.lineDown, [.down], in: read, help: "scroll the text down a line"),
    Binding(
      .pageDown, [.pageDown, .control("f"), .character(" ")], in: scrolled, help: "scroll the text down a page"),
    Binding(.pageUp, [.pageUp, .control("b"), .backspace], in: scrolled, help: "scroll the text up a page"),
    Binding(.pageDown, [.pageDown, .control("f")], in: [.marking, .told], help: "scroll the text down a page"),
    Binding(.pageDown, [.pageDown], in: [.writing], help: "scroll the text down a page"),
    Binding(.pageUp, [.pageUp, .control("b")], in: [.marking, .told], help: "scroll the text up a page"),
    Binding(.pageUp, [.pageUp], in: [.writing], help: "scroll the text up a page"),
    Binding(.top, [.home], in: read, help: "to the start of the text"),
    Binding(.bottom, [.end], in: read, help: "to the end of the text"),
  ]

  private static let lists: [Binding] = [
    Binding(.nextItem, [.down, .control("n")], in: [.finding, .choosing], help: "down the list"),
    Binding(.previousItem, [.up, .control("p")], in: [.finding, .choosing], help: "up the list"),
    Binding(.pageDown, [.pageDown], in: [.finding, .choosing], help: "a page down the list"),
    Binding(.pageUp, [.pageUp], in: [.finding, .choosing], help: "a page up the list"),
    Binding(.accept, [.enter], in: [.tasks], footer: "open", rank: 0, help: "open the task at the cursor"),
    Binding(.nextItem, [.down, .control("n"), .character("j")], in: [.tasks], help: "down the list of tasks"),
    Binding(.previousItem, [.up, .control("p"), .character("k")], in: [.tasks], help: "up the list of tasks"),
    Binding(.pageDown, [.pageDown, .control("f")], in: [.tasks], help: "a page down the list of tasks"),
    Binding(.pageUp, [.pageUp, .control("b")], in: [.tasks], help: "a page up the list of tasks"),
    Binding(.top, [.home], in: [.tasks], help: "to the first task"),
    Binding(.bottom, [.end], in: [.tasks], help: "to the last task"),
    Binding(.accept, [.enter], in: [.finding], footer: "choose", rank: 0, help: "choose the label at the cursor"),
    Binding(
      .accept, [.enter], in: [.choosing], footer: "change this answer", rank: 0,
      help: "change the answer at the cursor", refusal: WorkbenchState.refusalOfChange),
    Binding(.back, [.escape], in: [.finding], footer: "back", rank: 1, help: "back without choosing"),
    Binding(
      .back, [.escape, .character("q"), .character("t")], in: [.choosing], footer: "back to the example", rank: 1,
      help: "back to the example"),
  ]

  private static let watching: [Binding] = [
    Binding(
      .accept, [.enter], in: [.watching], footer: "examples", rank: 0,
      help: "the examples behind the figure at the cursor"
    ),
    Binding(
      .accept, [.enter], in: [.listing], footer: "open", rank: 2,
      help: "open the example at the cursor; that you see what others said is recorded"),
    Binding(
      .back, [.escape, .character("q"), .backspace], in: [.listing], footer: "back to the figures", rank: 0,
      help: "back to the figures"),
    Binding(
      .nextItem, [.down, .control("n"), .character("j")], in: [.watching, .listing],
      help: "to the figure, or example, below"),
    Binding(
      .previousItem, [.up, .control("p"), .character("k")], in: [.watching, .listing],
      help: "to the figure, or example, above"),
    Binding(.right, [.right, .character("l")], in: [.watching], help: "to the figure on the right"),
    Binding(.left, [.left, .character("h")], in: [.watching], help: "to the figure on the left"),
    Binding(.pageDown, [.pageDown, .control("f")], in: [.watching, .listing], help: "a page down"),
    Binding(.pageUp, [.pageUp, .control("b")], in: [.watching, .listing], help: "a page up"),
    Binding(.top, [.home], in: [.watching, .listing], help: "to the first one"),
    Binding(.bottom, [.end], in: [.watching, .listing], help: "to the last one"),
    Binding(
      .pause, letter("p"), in: [.watching], footer: "pause", rank: 2, help: "keep the figures as they are, and go on"),
    Binding(.nextTask, [.tab], in: [.watching], footer: "next task", rank: 3, help: "the figures of the next task"),
    Binding(.previousTask, [.backtab], in: [.watching], help: "the figures of the task before"),
    Binding(.leave, letter("q"), in: [.watching], footer: "leave", rank: 7, help: "leave"),
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
      .help, [.character("?"), .function(1)],
      in: atRest.union([.tasks, .cases, .reviewing, .watching, .listing]), footer: "help", rank: 1,
      help: "this help"),
    Binding(.help, [.function(1)], in: [.writing, .finding], footer: "help", rank: 9, help: "this help"),
    Binding(
      .mouse, letter("m"), in: atRest,
      help: "mouse on and off: click a label, drag a span, turn the wheel; off, your terminal's own selection works",
      refusal: WorkbenchState.refusalOfMouse),
    Binding(
      .leave, letter("q"), in: atRest.union([.waiting, .tasks, .cases]), footer: "leave", rank: 7,
      help: "leave; a half-made answer is kept for you"),
    Binding(.interrupt, [.control("c")], in: Set(Mode.allCases), help: "leave, whatever is going on"),
    Binding(.suspend, [.control("z")], in: Set(Mode.allCases), help: "back to the shell for a while (fg returns)"),
    Binding(.redraw, [.control("l")], in: Set(Mode.allCases), help: "paint the screen anew"),
  ]
}
