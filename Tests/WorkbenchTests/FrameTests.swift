import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("What the screens look like")
struct FrameTests {
  private func eachSize(
    _ name: String, _ presented: Presented? = Sample.presented(), _ act: (inout Bench) -> Void = { _ in }
  ) {
    for size in Golden.sizes {
      var bench = Bench(presented, size: size)
      act(&bench)
      Golden.check(bench.state.frame, name)
    }
  }

  @Test func fresh() { eachSize("fresh") }
  @Test func opening() { eachSize("opening", nil) }
  @Test func chosen() { eachSize("chosen") { $0.press(.character("5")) } }

  @Test func saved() {
    eachSize("saved") {
      $0.press(.character("5"), .enter)
      $0.commit(next: Sample.presented(2, title: "Nine Winters", plot: "A family runs a ferry that nobody takes."))
    }
  }

  @Test func saving() { eachSize("saving") { $0.press(.character("5"), .enter) } }

  @Test func choices() {
    eachSize("choices", Sample.presented(build: Sample.build([Sample.topics(min: 1, max: 3)]))) {
      $0.press(.character("2"), .character("5"))
    }
  }

  @Test func tooManyChosen() {
    eachSize("too-many", Sample.presented(build: Sample.build([Sample.topics(min: 1, max: 2)]))) {
      $0.press(.character("2"), .character("5"), .character("6"))
    }
  }

  @Test func twoQuestions() {
    let mood = Question(
      id: QuestionID("mood"), kind: .choices(min: 0, max: nil), prompt: "Which of these does it also have?")
    eachSize("two-questions", Sample.presented(build: Sample.build([Sample.genre(), mood]))) {
      $0.press(.character("4"), .enter)
    }
  }

  @Test func longScrolled() {
    let text = (1...60).map { "Paragraph \($0). \(Sample.plot)" }.joined(separator: "\n\n")
    eachSize("long-scrolled", Sample.presented(plot: text)) { $0.press(.pageDown, .down) }
  }

  @Test func wideText() {
    let text = """
      灯台守は、まだ来ていない嵐の前夜の放送だけを受信するラジオを見つけ、名前の記録をつけ始める。
      Ze\u{301}ro degre\u{301}s, à l'ombre — naïve façade; 한국어도 됩니다. 👩‍🚀 🏳️‍🌈 🇩🇪 👍🏽 ☕️
      Bidi \u{202E}txet\u{202C}, zero\u{200B}width, bell \u{7}, escape \u{1B}[31mred\u{1B}[0m, tab\there.
      Marks: a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305} and \u{301}alone.
      """
    eachSize("wide-text", Sample.presented(title: "灯台と潮 The Tide 🌊", plot: text))
  }

  @Test func manyLabels() {
    let labels = (1...30).map { Label(id: LabelID("l\($0)"), title: "Label number \($0)") }
    eachSize("many-labels", Sample.presented(build: Sample.build(labels: labels))) { $0.press(.right) }
  }

  @Test func ownKeys() {
    var labels = Sample.genres
    for index in labels.indices { labels[index].key = labels[index].title.lowercased().first }
    labels[1].key = nil
    eachSize("own-keys", Sample.presented(build: Sample.build(labels: labels))) { $0.press(.character("s")) }
  }

  @Test func guidelines() { eachSize("guidelines") { $0.press(.character("g")) } }
  @Test func help() { eachSize("help") { $0.press(.character("?")) } }

  @Test func flagPrompt() {
    eachSize("flag") {
      $0.press(.character("f"))
      $0.type("the plot is of another film")
    }
  }

  @Test func skipPrompt() { eachSize("skip") { $0.press(.character("s")) } }

  @Test func found() {
    eachSize("found") {
      $0.press(.character("/"))
      $0.type("STORM")
      $0.press(.enter)
    }
  }

  @Test func refused() {
    eachSize("error") {
      $0.press(.character("5"), .enter)
      $0.fail(
        Failure(
          "the queue was busy for 30 s: bo (pid 4711) holds its lock (try again; scholium doctor names a stuck writer)"
        ))
    }
  }

  @Test func revising() {
    eachSize("revising") {
      $0.press(.character("5"), .enter)
      $0.commit(next: Sample.presented(2))
      $0.press(.character("u"), .character("1"))
    }
  }

  @Test(arguments: [Idle.Reason.finished, .stuck, .paused, .busy])
  func nothingToDo(_ reason: Idle.Reason) {
    eachSize("idle-\(reason.rawValue)", nil) { bench in
      let idle = Idle(reason, retryAt: reason == .busy ? bench.now.advanced(bySeconds: 42) : nil)
      bench.send(.claimed(.success(Sample.nothing(idle)), at: bench.now))
    }
  }

  @Test func lost() {
    eachSize("lost") {
      $0.press(.character("5"), .enter)
      $0.fail(Failure("another terminal of yours took this example over; your draft is kept", remedy: .moveOn))
    }
  }

  @Test func settlement() {
    eachSize("settlement", Sample.settlement(of: Answer([QuestionID("genre"): .label(LabelID("action"))])))
  }

  @Test func settlementOpened() {
    eachSize("settlement-opened", Sample.settlement(of: Answer([QuestionID("genre"): .label(LabelID("action"))]))) {
      $0.press(.character("o"), .character("1"))
    }
  }

  @Test func settlementOfChoices() {
    let said = Answer([
      QuestionID("topics"): .labels([LabelID("comedy"), LabelID("drama"), LabelID("action")]),
      QuestionID("genre"): .label(LabelID("drama")),
    ])
    eachSize("settlement-choices", Sample.settlement(of: said, [Sample.genre(), Sample.topics(min: 1, max: nil)])) {
      $0.press(.character("9"))
    }
  }

  @Test func narrowedByOthers() { eachSize("narrowed", Sample.narrowed(to: ["action", "superhero"])) }

  @Test func whatIsNew() {
    eachSize("what-is-new", Sample.presented(build: Sample.earlier())) {
      $0.press(.character("1"), .enter)
      $0.commit(next: Sample.presented(2, build: Sample.later([Sample.genre(advances: true)])))
    }
  }

  @Test func rating() {
    let titles = ["none", "a little", "some", "a lot", "unbearable"]
    let points = titles.indices.map { Label(id: LabelID("p\($0)"), title: titles[$0], value: .init($0)) }
    let question = Question(id: QuestionID("tension"), kind: .rating, prompt: "How much tension is there?")
    eachSize("rating", Sample.presented(build: Sample.build([question], labels: points))) { $0.press(.character("3")) }
  }

  @Test func pairwise() {
    let question = Question(
      id: QuestionID("better"), kind: .pairwise(first: "first", second: "second", tie: true),
      prompt: "Which summary tells more of the film?")
    var presented = Sample.presented(build: Sample.build([question]))
    presented.fields = [
      ShownText(name: "first", style: .body, text: Sample.plot),
      ShownText(name: "second", style: .body, text: "A radio, a lighthouse, a storm."),
    ]
    eachSize("pairwise", presented) { $0.press(.character("b")) }
  }

  @Test func tooSmall() {
    Golden.check(Bench(size: Size(columns: 30, rows: 10)).state.frame, "too-small")
  }
}
