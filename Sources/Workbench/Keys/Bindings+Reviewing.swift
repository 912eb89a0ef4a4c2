import Canvas

// Keys of the review screen. Its list, and an example with all that was said of it.
extension Bindings {
  static let reviewing: [Binding] = listed + browsed + decided + looked

  private static let listed: [Binding] = [
    Binding(
      .accept, [.enter], in: [.cases], footer: "open", rank: 0,
      help: "open the example at the cursor; that you see what others said is recorded"),
    Binding(.nextItem, [.down, .control("n"), .character("j")], in: [.cases], help: "down the list to review"),
    Binding(.previousItem, [.up, .control("p"), .character("k")], in: [.cases], help: "up the list to review"),
    Binding(.pageDown, [.pageDown, .control("f"), .character(" ")], in: [.cases], help: "a page down the list"),
    Binding(.pageUp, [.pageUp, .control("b"), .backspace], in: [.cases], help: "a page up the list"),
    Binding(.top, [.home], in: [.cases], help: "to the first of the list"),
    Binding(.bottom, [.end], in: [.cases], help: "to the last of the list"),
    Binding(
      .tryAgain, letter("r"), in: [.cases], footer: "read again", rank: 4, help: "read again what there is to review"),
  ]

  private static let browsed: [Binding] = [
    Binding(
      .find, [.character("/")], in: [.cases], footer: "find", rank: 1,
      help: "in the browser: change what is looked for, words of the texts and terms such as label:comedy"),
    Binding(.nextOrder, letter("o"), in: [.cases], footer: "order", rank: 2, help: "in the browser: the next order"),
  ]

  private static let decided: [Binding] = [
    Binding(
      .submit, [.enter], in: [.reviewing], footer: "decide", rank: 0,
      help: "decide with the answer below, with a reason; then the next example opens"),
    Binding(
      .takeAnswer, [.character("=")], in: [.reviewing], footer: "take answer", rank: 2,
      help: "take the answer at the cursor to this question: a person's, or what most say"),
    Binding(
      .editAnswer, letter("e"), in: [.reviewing], footer: "edit", rank: 3,
      help: "mark the text, or write, as an annotator does"),
    Binding(
      .undo, letter("u"), in: [.cases, .reviewing], footer: "undo", rank: 6,
      help: "back to the decision made before, to decide it again"),
    Binding(
      .skip, letter("s"), in: [.reviewing], footer: "later", rank: 5, help: "leave it undecided, on to the next one"),
    Binding(
      .back, [.escape, .character("q")], in: [.reviewing], footer: "list", rank: 4, help: "back to the list"),
    Binding(.nextQuestion, [.tab], in: [.reviewing], footer: "next question", rank: 3, help: "to the next question"),
    Binding(.previousQuestion, [.backtab], in: [.reviewing], help: "to the question before"),
    Binding(.moreLabels, [.right], in: [.reviewing], help: "more labels; up the scale of a rating"),
    Binding(.fewerLabels, [.left], in: [.reviewing], help: "the labels before these; down the scale"),
    Binding(.findLabel, letter("l"), in: [.reviewing], help: "find a label by its words, where there are many"),
  ]

  private static let looked: [Binding] = [
    Binding(.nextItem, [.down, .control("n")], in: [.reviewing], help: "down the answers that people gave"),
    Binding(.previousItem, [.up, .control("p")], in: [.reviewing], help: "up the answers that people gave"),
    Binding(
      .nextDifference, [.character("]")], in: [.reviewing], footer: "difference", rank: 1,
      help: "to the next stretch that people marked differently"),
    Binding(
      .previousDifference, [.character("[")], in: [.reviewing], help: "to the one before that people marked differently"
    ),
    Binding(
      .names, letter("n"), in: [.reviewing], footer: "names", rank: 7, help: "hide the names of people, and show them"),
    Binding(.guidelines, letter("g"), in: [.reviewing], help: "the guidelines, and what the labels mean"),
    Binding(
      .pageDown, [.pageDown, .control("f"), .character(" ")], in: [.reviewing], help: "scroll the text down a page"),
    Binding(.pageUp, [.pageUp, .control("b"), .backspace], in: [.reviewing], help: "scroll the text up a page"),
    Binding(.top, [.home], in: [.reviewing], help: "to the start of the text"),
    Binding(.bottom, [.end], in: [.reviewing], help: "to the end of the text"),
  ]
}
