import Canvas
import Testing

@testable import Workbench

@Suite("Keys of one's own")
struct KeymapTests {
  @Test("Without changes it is the table")
  func standard() throws {
    #expect(Keymap.standard.bindings.map(\.keys) == Bindings.all.map(\.keys))
    #expect(try Keymap(changing: [:]).bindings.map(\.keys) == Bindings.all.map(\.keys))
  }

  @Test("A letter brings its capital and Alt; the old keys are free")
  func letter() throws {
    let keymap = try Keymap(changing: [.skip: [.character("k"), .function(2)]])
    for key in [Key.character("k"), .character("K"), .alt("k"), .function(2)] {
      #expect(keymap.binding(for: key, in: .answering)?.command == .skip)
    }
    for key in [Key.character("s"), .character("S"), .alt("s")] {
      #expect(keymap.binding(for: key, in: .answering) == nil)
    }
    #expect(keymap.title(of: .skip).description == "k")
  }

  @Test("A capital that is named goes before one that is implied")
  func capital() throws {
    let keymap = try Keymap(changing: [.findPrevious: [.character("N")], .skip: [.alt("n")]])
    #expect(keymap.binding(for: .character("n"), in: .answering)?.command == .findNext)
    #expect(keymap.binding(for: .character("N"), in: .answering)?.command == .findPrevious)
    #expect(keymap.binding(for: .alt("n"), in: .answering)?.command == .skip)
    #expect(keymap.binding(for: .character("N"), in: .reading)?.command == .findPrevious)
  }

  @Test("Where keys are text, characters stay text")
  func text() throws {
    let keymap = try Keymap(changing: [
      .submit: [.character("v")], .back: [.character("-")], .nextItem: [.character("j"), .function(3)],
    ])
    #expect(keymap.binding(for: .character("v"), in: .answering)?.command == .submit)
    #expect(keymap.binding(for: .character("v"), in: .writing) == nil)
    #expect(keymap.binding(for: .alt("v"), in: .writing)?.command == .submit)
    // Alt-f goes by words there, so that Enter stays.
    let byLetter = try Keymap(changing: [.submit: [.character("f")], .flag: []])
    #expect(byLetter.binding(for: .alt("f"), in: .writing) == nil)
    #expect(byLetter.binding(for: .enter, in: .writing)?.command == .submit)
    // Nothing else is left there.
    #expect(keymap.binding(for: .escape, in: .writing)?.command == .back)
    #expect(keymap.binding(for: .escape, in: .answering) == nil)
    #expect(keymap.binding(for: .character("j"), in: .choosing)?.command == .nextItem)
    #expect(keymap.binding(for: .character("j"), in: .finding) == nil)
    #expect(keymap.binding(for: .function(3), in: .finding)?.command == .nextItem)
  }

  @Test("All that is wrong is told at once")
  func faults() {
    let changes: [Command: [Key]] = [
      .skip: [.character("f"), .character("7")], .undo: [.control("c")], .flag: [.character("z")],
      .comment: [.character("z")], .leave: [], .pageDown: [.character("9")], .newLine: [.escape],
    ]
    let faults = #expect(throws: KeymapFaults.self) { try Keymap(changing: changes) }
    #expect(
      Set(faults?.all ?? []) == [
        .digit(.character("7"), for: .skip), .clash(.control("c"), for: .undo, with: .interrupt),
        .clash(.character("z"), for: .comment, with: .flag), .missing(.leave), .digit(.character("9"), for: .pageDown),
        .clash(.escape, for: .newLine, with: .back),
      ])
    // What another change sets free is free.
    #expect(throws: Never.self) { try Keymap(changing: [.skip: [.character("f")], .flag: [.character("s")]]) }
    #expect(
      faults?.all.first { $0.command == .undo }?.message
        == "the key 'ctrl-c' means 'interrupt' where 'undo' can be used too (take another key, or change 'interrupt' as well)"
    )
  }

  @Test("A command that nobody needs may be without keys")
  func unbound() throws {
    let keymap = try Keymap(changing: [.skip: []])
    #expect(keymap.binding(for: .character("s"), in: .answering) == nil)
    #expect(keymap.title(of: .skip).isEmpty)
  }

  @Test("Whatever is changed, no key means two things, and the ways out of every screen stay")
  func random() {
    var generator = SeededGenerator(state: 11)
    var taken = 0
    let keys: [Key] =
      "abcmnqsx.-?[NQ".map { .character($0) } + [
        .enter, .escape, .tab, .function(2), .alt("n"), .control("k"), .pageUp,
      ]
    for _ in 0..<3000 {
      let commands = (0..<2).compactMap { _ in Command.allCases.randomElement(using: &generator) }
      let changes = Dictionary(
        commands.map {
          ($0, (0...Int.random(in: 0...1, using: &generator)).compactMap { _ in keys.randomElement(using: &generator) })
        },
        uniquingKeysWith: { first, _ in first })
      guard let keymap = try? Keymap(changing: changes) else { continue }
      taken += 1
      for mode in Mode.allCases {
        var meaning: [Key: Command] = [:]
        for binding in keymap.bindings where binding.modes.contains(mode) {
          #expect(Set(binding.keys).count == binding.keys.count)
          for key in binding.keys {
            let other = meaning.updateValue(binding.command, forKey: key)
            #expect(other == nil || other == binding.command, "\(key) in \(mode): \(changes)")
          }
        }
        for needed in Bindings.all where needed.modes.contains(mode) && needed.command.needsKey {
          #expect(meaning.values.contains(needed.command), "\(needed.command) in \(mode): \(changes)")
        }
      }
    }
    #expect(taken > 100)
  }

  @Test("A mouse that the terminal does not have is refused with a reason")
  func noMouse() {
    let bench = Bench()
    var state = WorkbenchState(desk: bench.state.desk, size: bench.state.size, mouse: nil)
    state.base = bench.state.base
    state.request = nil
    #expect(state.take(.character("m")) == [])
    #expect(state.notice == .hint("This terminal tells nothing of a mouse: every key does without."))
  }
}
