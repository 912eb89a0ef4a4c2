import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("The cursor that marks")
struct MarkingCursorTests {
  /// Presses keys on a text with a selection and returns both as they are then.
  private func after(_ keys: String, on marked: String) throws -> String {
    let start = try #require(SelectedText(marked))
    var bench = Bench(Sample.marked(start.text))
    bench.state.sheet?.marking?.select("plot", start.range)
    bench.keys(keys)
    let cursor = try #require(bench.state.sheet?.marking?.cursor)
    return SelectedText(start.text, cursor.range, isBackwards: cursor.isBackwards).description
  }

  @Test(
    "By words",
    arguments: [
      ("#[Barack|]# Obama spoke.", "→", "Barack #[Obama|]# spoke."),
      ("Barack #[Obama|]# spoke.", "←", "#[Barack|]# Obama spoke."),
      ("Barack Obama #[spoke|]#.", "→", "Barack Obama spoke#[.|]#"),
      ("Barack Obama spoke#[.|]#", "→", "Barack Obama spoke#[.|]#"),
      ("#[Barack|]# Obama spoke.", "]", "#[Barack Obama|]# spoke."),
      ("#[Barack|]# Obama spoke.", "]][", "#[Barack Obama|]# spoke."),
      ("Barack #[Obama|]# spoke.", "[", "#[|Barack Obama]# spoke."),
      ("Barack #[Obama|]# spoke.", "[]]", "Barack #[Obama spoke|]#."),
      ("Barack #[Obama|]# spoke.", "][[", "#[|Barack Obama]# spoke."),
      ("#[Barack|]# Obama spoke.", " →→", "#[Barack Obama spoke|]#."),
      ("#[Barack|]# Obama spoke.", " → →", "Barack Obama #[spoke|]#."),
      ("#[Barack|]# Obama spoke.", "]⎋", "Barack #[Obama|]# spoke."),
      ("#[Barack|]# Obama spoke.", " →⎋⎋", "Barack #[Obama|]# spoke."),
      ("#[It|]#'s a well-known sub--clause", "→→→→→", "It's a well-known sub--#[clause|]#"),
      ("#[a|]# 1,000.50, x", "→", "a #[1,000.50|]#, x"),
      ("#[U|]#.N. (Geneva)\"", "]]]", "#[U.N.|]# (Geneva)\""),
      ("#[wait|]#...\"", "→", "wait#[...|]#\""),
      ("#[東|]#京タワー", "→→", "東京#[タ|]#ワー"),
      ("#[👩‍👩‍👧‍👦|]#👍🏽 ok", "→", "👩‍👩‍👧‍👦#[👍🏽|]# ok"),
      ("#[שלום|]# עולם", "→", "שלום #[עולם|]#"),
      ("#[a|]#\u{301}\u{302}b c", "→", "a\u{301}\u{302}b #[c|]#"),
      ("#[ב\u{5F4}כ|]#  \u{202E}x", "→", "ב\u{5F4}כ  \u{202E}#[x|]#"),
    ])
  func byWords(_ text: String, _ keys: String, _ expected: String) throws {
    #expect(try after(keys, on: text) == expected)
  }

  @Test(
    "By characters",
    arguments: [
      ("#[Obama's|]# car", ";[[", "#[Obama|]#'s car"),
      ("#[Obama's|]# car", ";→", "Obama's#[ |]#car"),
      ("#[unhappy|]# man", ";←←←← ]]]]", "un#[happy|]# man"),
      ("un#[h|]#appy man", ";", "un#[h|]#appy man"),
      ("#[e\u{301}t|]#é", ";[", "#[e\u{301}|]#té"),
      ("#[a|]#\r\nb", ";→", "a#[\r\n|]#b"),
      ("#[🇩🇪|]#🇫🇷", ";→", "🇩🇪#[🇫🇷|]#"),
      ("#[👩‍👩‍👧‍👦|]#👍🏽", ";→", "👩‍👩‍👧‍👦#[👍🏽|]#"),
      ("#[한글|]#", ";[", "#[한|]#글"),
      ("#[ᄒ\u{1161}\u{11AB}글|]#", ";[", "#[ᄒ\u{1161}\u{11AB}|]#글"),
      ("#[\u{0}|]#\u{200B}x", ";→→", "\u{0}\u{200B}#[x|]#"),
      ("\u{301}#[x|]#", ";←", "#[\u{301}|]#x"),
      ("#[unhappy|]# people", ";←← ;]", "unha#[ppy|]# people"),
      ("#[unhappy|]# people", ";←← ;]][", "unha#[ppy|]# people"),
      ("#[unhappy|]# people", ";←← ;]][[", "unha#[p|]#py people"),
      ("#[unhappy|]# people", ";←;", "#[unhappy|]# people"),
    ])
  func byCharacters(_ text: String, _ keys: String, _ expected: String) throws {
    #expect(try after(keys, on: text) == expected)
  }

  @Test(
    "Up to punctuation, and on to the next",
    arguments: [
      ("#[Barack|]# Obama, president, spoke.", ".", "#[Barack Obama|]#, president, spoke."),
      ("#[Barack|]# Obama, president, spoke.", "..", "#[Barack Obama, president|]#, spoke."),
      ("#[Barack|]# Obama, president, spoke.", "....", "#[Barack Obama, president, spoke.|]#"),
      ("#[from|]# 1,000 to 2.5 (about)", ".", "#[from 1,000 to 2.5|]# (about)"),
      ("#[no|]# end  ", ".", "#[no end|]#  "),
      ("#[東|]#京。大阪", ".", "#[東京|]#。大阪"),
    ])
  func toPunctuation(_ text: String, _ keys: String, _ expected: String) throws {
    #expect(try after(keys, on: text) == expected)
  }

  @Test(
    "To the same text",
    arguments: [
      ("#[the|]# other the", ">", "the other #[the|]#"),
      ("the other #[the|]#", ">", "#[the|]# other the"),
      ("#[the|]# other the", "<", "the other #[the|]#"),
      ("#[Bob|]# Bob's Bobby sub-Bob", ">", "Bob #[Bob|]#'s Bobby sub-Bob"),
      ("#[Bob|]# Bob's Bobby sub-Bob", ">>", "Bob Bob's Bobby sub-#[Bob|]#"),
      ("b#[ana|]#nas ana", ">", "bananas #[ana|]#"),
      ("#[a|]# b a c a", " >>", "#[a b a c a|]#"),
      ("#[é|]# e\u{301} é", ">", "é e\u{301} #[é|]#"),
      ("#[x|]# y", ">", "#[x|]# y"),
    ])
  func same(_ text: String, _ keys: String, _ expected: String) throws {
    #expect(try after(keys, on: text) == expected)
  }

  @Test("The notice counts the places with the same text")
  func counts() {
    var bench = Bench(Sample.marked("a b a c a"))
    bench.keys(">")
    #expect(bench.notice == "Place 2 of 3 with this text.")
    bench.keys("→>")
    #expect(bench.notice.contains("No other place"))
  }

  @Test("Over the end of a text into the next one that can be marked")
  func fields() {
    var bench = Bench(Sample.marked("one two", Sample.entities(["plot", "title"])))
    #expect(bench.selected == "The")
    bench.keys("→→→")
    #expect(bench.selected == "one")
    bench.keys("←")
    #expect(bench.selected == "Tide")
    bench.keys(" →")
    #expect(bench.selected == "Tide", "a selection stays in its text")
  }

  @Test("Numbers and texts that the question does not name are not entered")
  func otherFields() {
    var presented = Sample.marked("one", Sample.entities([]))
    presented.fields[0].isText = false
    presented.fields[2].text = nil
    #expect(Bench(presented).state.sheet?.marking?.texts.map(\.field) == ["year", "plot"])
    #expect(Bench(Sample.marked("one")).state.sheet?.marking?.texts.map(\.field) == ["plot"])
  }

  @Test("Where there is nothing to mark, every key says so and Enter twice says that there is none")
  func nothingToMark() {
    var bench = Bench(Sample.marked(""))
    for key in "→←];>}*1" {
      bench.keys(String(key))
      #expect(bench.notice.contains("There is no text to mark"), "\(key)")
    }
    bench.keys("↵↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([])]))
  }

  @Test("A text of nothing but space is gone through by characters")
  func onlySpace() {
    #expect(Bench(Sample.marked(" \u{200B}\n")).state.sheet?.marking?.unit == .character)
  }

  @Test("The mouse selects pieces, and drags them")
  func pointing() throws {
    var bench = Bench(Sample.marked("Barack Obama spoke well"))
    bench.state.sheet?.marking?.select("plot", at: ScalarOffset(9))
    #expect(bench.selected == "Obama")
    bench.state.sheet?.marking?.extend(to: ScalarOffset(20))
    #expect(bench.selected == "Obama spoke well")
    bench.state.sheet?.marking?.extend(to: ScalarOffset(2))
    #expect(bench.selected == "Barack Obama")
    bench.state.sheet?.marking?.extend(to: ScalarOffset(10))
    #expect(bench.selected == "Obama")
    bench.state.sheet?.marking?.select("plot", at: ScalarOffset(6))
    #expect(bench.selected == "Barack")
    bench.state.sheet?.marking?.select("plot", at: ScalarOffset(4000))
    #expect(bench.selected == "well")
  }

  @Test("What is beyond the laid-out text can't be reached, and marks there are kept")
  func longText() {
    let plot = String(repeating: "word ", count: 60_000)
    let span = Sample.span(299_995, 299_999, "person")
    let draft = Answer([Sample.entities: .spans([span])])
    var bench = Bench(Sample.marked(plot, draft: draft))
    bench.state.sheet?.marking?.select("plot", at: ScalarOffset(290_000))
    let end = bench.state.sheet?.marking?.selection?.range.upperBound.rawValue ?? .max
    #expect(end <= Passage.limit)
    bench.keys("1↵")
    #expect(bench.submitted?[Sample.entities]?.labels.count == 2)
  }
}
