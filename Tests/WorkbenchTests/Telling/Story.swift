import Canvas
import Labeling
import Queue
import Text

@testable import Workbench

/// Keys in, screens out: what a person does, line by line, from a file `story.txt` in a folder of its own.
///
/// | line | means |
/// |---|---|
/// | `sizes 80x24 ...` | the screens that it is told on; without it 40x12, 80x24, 120x40 and 200x60 |
/// | `show SCENE` | the first example |
/// | `press KEY ...` | keys by name, a second apart |
/// | `type TEXT`, `paste TEXT` | characters one by one, or at once; `\n` is a line break |
/// | `wait SECONDS` | time passes, and a tick comes if one is due |
/// | `commit SCENE` | the store records the answer and serves the next example |
/// | `tell SCENE WHAT` | the same, and tells what is known of the example |
/// | `ended SCENE` | the store records a skip or a flag and serves the next example |
/// | `noted` | the store keeps the comment |
/// | `fail SENTENCE`, `lose SENTENCE` | the store refuses: trying again may help, or not |
/// | `idle REASON` | there is nothing to answer |
/// | `today` | the store tells what was answered earlier today |
/// | `mouse press|drag|release COLUMN ROW`, `mouse up|down COLUMN ROW` | the mouse |
/// | `see NAME` | the screen as it is now is kept |
struct Story {
  struct Line {
    let number: Int
    let verb: Substring
    let rest: Substring
  }

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  static let usualSizes = [
    Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
    Size(columns: 200, rows: 60),
  ]

  let name: String
  private(set) var sizes = usualSizes
  private var lines: [Line] = []

  init(name: String, text: String) throws {
    self.name = name
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let verb = raw.split(separator: " ").first, !verb.hasPrefix("#") else { continue }
      let rest = raw.dropFirst(verb.count).drop { $0 == " " }
      if verb == "sizes" {
        sizes = try rest.split(separator: " ").map { try Self.size($0) }
      } else {
        lines.append(Line(number: index + 1, verb: verb, rest: rest))
      }
    }
  }

  /// The screens of the story at one size, in their order.
  func told(at size: Size) throws -> [(name: String, frame: Frame)] {
    var bench = Bench(nil, size: size)
    var screens: [(String, Frame)] = []
    for line in lines {
      do {
        if line.verb == "see" {
          screens.append((String(line.rest), bench.state.frame))
        } else {
          try perform(line, &bench)
        }
      } catch let mistake as Mistake {
        throw Mistake(description: "\(name)/story.txt:\(line.number): \(mistake)")
      }
    }
    return screens
  }

  private func perform(_ line: Line, _ bench: inout Bench) throws {
    let rest = String(line.rest)
    switch line.verb {
    case "show": bench.send(.claimed(.success(Sample.served(try Scene.named(rest, 1))), at: bench.now))
    case "press":
      for name in rest.split(separator: " ") {
        guard let key = Key(named: String(name)) else { throw Mistake(description: "there is no key '\(name)'") }
        bench.press(key)
      }
    case "type": for character in unescaped(rest) { bench.press(.character(character)) }
    case "paste": bench.press(.paste(unescaped(rest)))
    case "wait":
      guard let seconds = Double(rest) else { throw Mistake(description: "'\(rest)' is no number") }
      bench.wait(seconds)
      if let wakesAt = bench.state.wakesAt, wakesAt <= bench.now { bench.send(.tick(at: bench.now)) }
    case "commit": bench.commit(next: try Scene.named(rest, bench.given + 2))
    case "tell":
      let words = rest.split(separator: " ").map(String.init)
      guard words.count == 2, let known = Scene.known[words[1]] else {
        throw Mistake(description: "tell SCENE WHAT: \(Scene.known.keys.sorted())")
      }
      bench.commit(next: try Scene.named(words[0], bench.given + 2), known: known)
    case "ended":
      let next = Sample.served(try Scene.named(rest, bench.given + 2))
      bench.send(.ended(.success(.success(next)), at: bench.now))
    case "noted": bench.send(.noted(nil, at: bench.now))
    case "fail": bench.fail(Failure(Displayable(rest)))
    case "lose": bench.fail(Failure(Displayable(rest), remedy: .moveOn))
    case "idle": try idle(rest, &bench)
    case "today": bench.send(.today(.success(Scene.earlierToday), at: bench.now))
    case "mouse": bench.send(.pointer(try Self.pointer(rest), at: bench.now))
    default: throw Mistake(description: "there is no verb '\(line.verb)'")
    }
  }

  private func idle(_ rest: String, _ bench: inout Bench) throws {
    guard let reason = Idle.Reason(rawValue: rest) else { throw Mistake(description: "no reason '\(rest)'") }
    let served = Sample.nothing(Idle(reason, retryAt: reason == .busy ? bench.now.advanced(bySeconds: 42) : nil))
    if bench.state.request == .claim {
      bench.send(.claimed(.success(served), at: bench.now))
    } else {
      bench.commit(next: served)
    }
  }

  private func unescaped(_ text: String) -> String {
    text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
  }

  private static func size(_ text: Substring) throws -> Size {
    let numbers = text.split(separator: "x").compactMap { Int($0) }
    guard numbers.count == 2 else { throw Mistake(description: "'\(text)' is no size") }
    return Size(columns: numbers[0], rows: numbers[1])
  }

  private static func pointer(_ text: String) throws -> Pointer {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Int($0) }
    guard let verb = words.first, numbers.count == 2 else { throw Mistake(description: "mouse WHAT COLUMN ROW") }
    let point = Point(row: numbers[1], column: numbers[0])
    switch verb {
    case "press": return .press(point)
    case "drag": return .drag(point)
    case "release": return .release(point)
    case "up": return .wheel(lines: -3, at: point)
    case "down": return .wheel(lines: 3, at: point)
    default: throw Mistake(description: "the mouse can't '\(verb)'")
    }
  }
}
