import Driving
import Testing

@testable import scholium_torture

struct VT52Tests {
  private func screen(_ text: String) -> [String] {
    var terminal = VT52()
    terminal.take(text.utf8)
    return terminal.text
  }

  @Test func theCursorGoesAnywhereAndOverwrites() {
    let rows = screen("one\u{1B}Y\" two\u{1B}Y\"!W")
    #expect(rows[0] == "one")
    #expect(rows[2] == "tWo")
  }

  @Test func theRestOfALineAndOfAScreenIsErased() {
    let rows = screen("ab\u{1B}Y!!cd\u{1B}Y#!ef\u{1B}Y !\u{1B}K\u{1B}Y\"!\u{1B}J")
    #expect(Array(rows[0...3]) == ["a", " cd", "", ""])
  }

  @Test func lettersOfSeveralBytesAreOneAndOtherSequencesAreNone() {
    #expect(screen("\u{1B}=\u{1B}[?2004h▸2 é")[0] == "▸2 é")
  }
}

struct SightTests {
  @Test func anExampleIsToldByItsFilmAndItsPrompt() {
    let sight = Sight([
      " film · production", "  Which genre is it on screen 2?", "", "  Film 12", "  1 comedy   ▸2 drama    3 horror",
      " Another terminal of yours has an example open: ^T goes on with it here.",
    ])
    #expect(sight.place == .example(film: "Film 12", version: 2))
    #expect(sight.chosen == "drama")
    #expect(sight.words == [.anotherTerminal])
  }

  @Test func aScreenThatIsBeingPaintedIsNoExample() {
    #expect(Sight(["  Film 12"]).place == .elsewhere)
    #expect(Sight(["  All done"]).place == .nothing)
    #expect(Sight(["  Others are at it"]).place == .busy)
  }
}

struct RecollectionTests {
  private var amara = Recollection(name: "amara")

  private func sight(_ film: String, version: Int = 1, chosen: String? = nil) -> Sight {
    let mark = chosen.flatMap { Stage.labels.firstIndex(of: $0) }.map { "▸\($0 + 1) \(chosen ?? "")" } ?? ""
    return Sight(["Which genre is it on screen \(version)?", film, mark])
  }

  @Test mutating func whatWasOpenMustComeBack() throws {
    try amara.see("Film 1", version: 1)
    #expect(throws: BrokenPromise.self) { try amara.returnTo(sight("Film 2")) }
    #expect(throws: BrokenPromise.self) { try amara.returnTo(Sight(["All done"])) }
    try amara.returnTo(sight("Film 1"))
  }

  @Test mutating func aDraftMustComeBackWithIt() throws {
    try amara.see("Film 1", version: 1)
    amara.kept("drama", at: "Film 1")
    #expect(throws: BrokenPromise.self) { try amara.returnTo(sight("Film 1")) }
    #expect(throws: BrokenPromise.self) { try amara.returnTo(sight("Film 1", chosen: "horror")) }
    try amara.returnTo(sight("Film 1", chosen: "drama"))
  }

  @Test mutating func whatWasSubmittedAtTheDropComesBackOrIsSaved() throws {
    try amara.see("Film 1", version: 1)
    amara.submitted("drama", at: "Film 1")
    var other = amara
    try amara.returnTo(sight("Film 2"))
    #expect(amara.acknowledged == ["Film 1": "drama"])
    try other.returnTo(sight("Film 1"))
    #expect(other.acknowledged.isEmpty && other.doubted.isEmpty)
  }

  @Test mutating func whatWasLeftForAnotherMayWaitBehindSomethingNewButNotForEver() throws {
    try amara.see("Film 2", version: 1)
    try amara.see("Film 1", version: 1, isLeft: true)
    #expect(throws: BrokenPromise.self) { try amara.returnTo(sight("Film 3")) }
    amara.submitted("drama", at: "Film 2")
    try amara.returnTo(sight("Film 3"))
    #expect(amara.open == ["Film 1", "Film 3"])
    amara.acknowledge("Film 3", "drama")
    #expect(throws: BrokenPromise.self) { try amara.goHome() }
    amara.acknowledge("Film 1", "drama")
    try amara.goHome()
  }

  @Test mutating func nothingIsShownOnAnotherScreenOrAfterItsAnswer() throws {
    try amara.see("Film 1", version: 1)
    #expect(throws: BrokenPromise.self) { try amara.see("Film 1", version: 2) }
    amara.acknowledge("Film 1", "drama")
    #expect(throws: BrokenPromise.self) { try amara.see("Film 1", version: 1) }
  }
}

struct CutTests {
  @Test func aDeckHoldsEveryKind() {
    var chance = Seeded(seed: 3)
    let deck = Cut.deck(20, using: &chance)
    #expect(deck.count == 20)
    #expect(Set(deck.map(\.how)) == Set(Cut.How.allCases))
    #expect(Set(deck.map(\.moment)) == Set(Cut.Moment.allCases))
  }
}
