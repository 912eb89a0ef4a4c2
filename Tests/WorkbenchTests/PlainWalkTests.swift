import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

/// Random lines to the workbench line by line.
@Suite("Whatever is typed, line by line")
struct PlainWalkTests {
  private static let words = [
    "", "1", "2", "3", "7", "1 2", "2 5", "l1", "l2", "s", "s no plot here", "f", "f another film's", "c", "c so so",
    "/word",
    "n", "?", "t", "u", "g", "x", "d", "b", "o", "l", "l word", ".", ":", "::", ":s", ":u", "\\", "one\\", "esc", "tab",
    "enter", "i", "m", "#", "3 word", "2 1-2", "灯", "👍", "99999999999999999999", "-1", "0",
  ]

  private static func line(_ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: HostileTexts.text(&random).filter { !$0.isNewline }
    case 1: HostileTexts.text(&random, upTo: 4).filter { !$0.isNewline }
    default: random.one(of: words)
    }
  }

  /// 100,000 in the long form.
  @Test("5,000 lines: no answer is lost, doubled or made up, and nothing is told raw")
  func lines() throws {
    var random = SeededGenerator(state: Lengths.seed)
    var store = WalkStore(HostileExamples(&random, megabytes: 0))
    var talk = PlainConversation(
      desk: Desk(annotator: "amara", task: TaskName("genre"), channels: .named(.production)))
    var now = Walk.start
    var due = [talk.receive(.started(at: now))].flatMap(\.effects)
    var told: [Displayable] = []
    var line = ""
    do {
      for _ in 0..<(Lengths.isLong ? 100_000 : 5_000) {
        // Lines are read when everything before them was done.
        while !due.isEmpty, !due.contains(.quit) {
          guard let message = try store.perform(due.removeFirst(), at: now, &random) else { continue }
          let turn = talk.receive(message)
          due += turn.effects
          told += turn.told
        }
        if due.contains(.quit) {
          for effect in due { _ = try store.perform(effect, at: now, &random) }
          store.endSession()
          talk = PlainConversation(
            desk: Desk(annotator: "amara", task: TaskName("genre"), channels: .named(.production)))
          due = talk.receive(.started(at: now)).effects
          continue
        }
        now = now.advanced(bySeconds: 2)
        line = Self.line(&random)
        let turn = talk.take(line, at: now)
        due = turn.effects
        told += turn.told
        if due.filter(\.isRequest).count > 1 { throw Broken("two requests at once: \(due)") }
        if let sheet = talk.state.openSheet, sheet.isDirty, talk.state.request == nil {
          throw Broken("nothing is kept")
        }
        if let raw = told.first(where: {
          $0.description.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" }
        }) {
          throw Broken("told raw: \(raw.description.debugDescription)")
        }
        told = []
      }
    } catch {
      Issue.record("seed \(Lengths.seed), line \(line.debugDescription): \(error)")
    }
    #expect(store.responses > 50, "stuck in \(talk.state.mode) after \(store.responses) answers")
  }
}
