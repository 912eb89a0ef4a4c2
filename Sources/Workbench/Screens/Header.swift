import Canvas
import Text

/// The first two rows: where the work comes from, who does it, and how far it is.
struct Header {
  let state: WorkbenchState

  func draw(on frame: inout Frame) {
    let columns = frame.size.columns
    let name: [Run] = columns >= 90 ? [Run("scholium", .accent, bold: true), Run("   ", .text)] : []
    let place = origin
    let all = name + place + (narrowed.isEmpty ? [] : [Run(" · ", .dim)] + narrowed)
    let person = Displayable(state.desk.annotator).oneLine.truncated(to: columns >= 80 ? 24 : 14)
    let count = ProgressBar.count(state.progress)
    let bar = columns >= 70 ? ProgressBar.runs(state.progress) : []
    let room = columns - 2
    var right = [Run(person, .text), Run(count.isEmpty ? "" : "   ", .text)] + bar + [Run(count, .text)]
    // The bar is the first to go: the count says the same.
    if all.width + 3 + right.width > room {
      right = [Run(person, .text), Run(count.isEmpty ? "" : "   ", .text), Run(count, .text)]
    }
    if all.width + 3 + right.width <= room {
      frame.draw(all, at: Point(row: 0, column: 1))
      frame.draw(right, at: Point(row: 0, column: columns - 1 - right.width))
      frame.rule(row: 1)
    } else {
      frame.draw(place.truncated(to: room), at: Point(row: 0, column: 1))
      let short = [Run(person, .text)] + (count.isEmpty ? [] : [Run(" · ", .dim), Run(count, .text)])
      frame.captionedRule(row: 1, left: narrowed, right: short)
    }
  }

  private var origin: [Run] {
    let task = Run(Displayable(state.desk.task.rawValue).oneLine, .heading, bold: true)
    let dot = Run(" · ", .dim)
    guard let versions = state.versions else {
      return switch state.desk.channels {
      case .named(let channel): [task, dot, Run(Displayable(channel.rawValue).oneLine, .text)]
      case .all: [task, dot, Run("all channels", .text)]
      }
    }
    return [
      task, dot, Run(Displayable(versions.channel.rawValue).oneLine, .text), dot, Run("ui \(versions.ui)", .text), dot,
      Run("taxonomy \(versions.taxonomy)", .text),
    ]
  }

  private var narrowed: [Run] {
    state.interlude == nil && state.sheet?.form.isNarrowed == true ? [Run("narrowed", .warning)] : []
  }
}
