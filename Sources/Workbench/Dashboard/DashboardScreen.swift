import Canvas
import Labeling
import Text

/// Draws the dashboard, and what opens over it.
struct DashboardScreen {
  let state: Dashboard

  func draw(on frame: inout Frame) {
    drawHeader(on: &frame)
    if state.isHelpOpen {
      KeyList(state.keymap.bindings.filter { $0.modes.contains(state.mode) })
        .draw(in: BoardLayout.body(frame.size), on: &frame)
      drawFoot(on: &frame)
    } else if let listing = state.listing {
      let hidden = ListScreen(state: state, listing: listing).draw(on: &frame)
      drawFoot(left: hidden, on: &frame)
    } else {
      drawFoot(left: drawBoard(on: &frame), on: &frame)
    }
  }

  // MARK: Header

  private func drawHeader(on frame: inout Frame) {
    let columns = frame.size.columns
    let name: [Run] = columns >= 60 ? [Run("scholium", .accent, bold: true), Run("   ", .text)] : []
    let dot = Run(" · ", .dim)
    var left = name + [Run(Displayable(state.task.rawValue).oneLine, .heading, bold: true)]
    if state.tasks.count > 1, let place = state.tasks.firstIndex(of: state.task), columns >= 80 {
      left += [Run(" \(place + 1) of \(state.tasks.count)", .dim)]
    }
    if let board = state.board, columns >= 70 { left += [dot, Run("revision \(board.revision)", .dim)] }
    let right = pace
    frame.draw(left.truncated(to: columns - right.width - 4), at: Point(row: 0, column: 1))
    frame.draw(right, at: Point(row: 0, column: columns - 1 - right.width))
    frame.rule(row: 1)
  }

  /// Whether it goes on, and as of when it is.
  private var pace: [Run] {
    guard let board = state.board else { return [Run("reading", .dim)] }
    let time = board.at.advanced(bySeconds: Double(state.utcOffset)).timeOfDay
    if state.isPaused { return [Run("paused at ", .warning), Run("\(time)", .warning)] }
    let every = state.interval == state.interval.rounded() ? "\(Int(state.interval))" : "\(state.interval)"
    return [Run("every \(every) s  ", .dim), Run("\(time)", .text)]
  }

  // MARK: Panels

  /// What tells of the rows that have no room.
  private func drawBoard(on frame: inout Frame) -> [Run] {
    let body = BoardLayout.body(frame.size)
    guard let board = state.board else {
      frame.draw("Reading what is there …", at: body.origin, style: Style(.dim))
      return []
    }
    let layout = BoardLayout(board, on: frame.size)
    for place in layout.places {
      let rect = place.rect
      let shown = Rect(
        row: body.row + rect.row - state.top, column: rect.column, rows: rect.rows, columns: rect.columns)
      guard !shown.intersection(body).isEmpty else { continue }
      PanelDrawing(panel: place.panel, rect: shown, clip: body, ink: state.ink, cursor: state.cursor).draw(on: &frame)
    }
    let below = max(0, layout.height - state.top - body.rows)
    return switch (state.top, below) {
    case (0, 0): []
    case (0, _): [Run("↓ \(below) more", .accent)]
    case (_, 0): [Run("↑ \(state.top) · end", .accent)]
    default: [Run("↑ \(state.top) · ↓ \(below) more", .accent)]
    }
  }

  // MARK: Footer

  private func drawFoot(left: [Run] = [], on frame: inout Frame) {
    let keys =
      state.isHelpOpen
      ? [Run("any key", .key, bold: true), Run(" back", .dim)]
      : offered.flatMap { binding -> [Run] in
        guard let key = binding.keys.first else { return [] }
        return [Run(state.keymap.title(of: key), .key, bold: true), Run("\(word(for: binding))  ", .dim)]
      }
    KeyFoot(notice: state.notice ?? state.trouble, left: left, keys: keys).draw(on: &frame)
  }

  private func word(for binding: Binding) -> Displayable {
    binding.command == .pause && state.isPaused ? " go on" : binding.footerWord
  }

  private var offered: [Binding] {
    state.keymap.bindings.filter { binding in
      guard binding.modes.contains(state.mode), binding.rank != nil else { return false }
      switch binding.command {
      case .nextTask: return state.tasks.count > 1
      case .accept: return state.canAccept
      default: return true
      }
    }.sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
  }
}

extension Dashboard {
  /// Whether there is something at the cursor to list or to open.
  fileprivate var canAccept: Bool {
    guard let listing else { return behind != nil }
    return opening != .refused && listing.chosen != nil
  }

  /// The screen as it is now, of exactly `size`.
  public var frame: Frame {
    var frame = Frame(size: size)
    if isTooSmall { frame.drawTooSmall() } else { DashboardScreen(state: self).draw(on: &frame) }
    return frame
  }
}
