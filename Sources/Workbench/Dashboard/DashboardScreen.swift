import Canvas
import Labeling
import Text

/// Draws the dashboard, and what opens over it.
struct DashboardScreen {
  let state: Dashboard

  func draw(on frame: inout Frame) {
    drawHeader(on: &frame)
    if state.isHelpOpen {
      KeyHelp(keymap: state.keymap, mode: state.mode).draw(in: BoardLayout.body(frame.size), on: &frame)
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
    let size = frame.size
    let width = size.columns - 2
    let lines =
      (state.notice ?? state.trouble).map { Array(Wrapping.lines(of: $0, width: width).prefix(max(1, size.rows / 4))) }
      ?? []
    frame.captionedRule(row: size.rows - 1 - max(1, lines.count), left: left)
    for (index, line) in lines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: size.rows - lines.count + index, column: 1), style: Style(.warning))
    }
    guard lines.isEmpty else { return }
    let keys =
      state.isHelpOpen
      ? [Run("any key", .key, bold: true), Run(" back", .dim)]
      : offered.flatMap { binding -> [Run] in
        guard let key = binding.keys.first else { return [] }
        return [Run(state.keymap.title(of: key), .key, bold: true), Run("\(word(for: binding))  ", .dim)]
      }
    frame.draw(keys.truncated(to: width), at: Point(row: size.rows - 1, column: 1))
  }

  private func word(for binding: Binding) -> Displayable {
    binding.command == .pause && state.isPaused ? " go on" : binding.footerWord
  }

  private var offered: [Binding] {
    state.keymap.bindings.filter { binding in
      guard binding.modes.contains(state.mode), binding.rank != nil else { return false }
      return binding.command != .nextTask || state.tasks.count > 1
    }.sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
  }
}

/// The keys of a mode, as a list.
struct KeyHelp {
  let keymap: Keymap
  let mode: Mode

  func draw(in rect: Rect, on frame: inout Frame) {
    let rows = keymap.bindings.filter { $0.modes.contains(mode) }.map { binding in
      (keys: Self.keys(of: binding).map(\.title).joined(separator: " "), help: binding.help)
    }
    let left = (rows.map(\.keys.width).max() ?? 0) + 2
    for (line, row) in rows.prefix(rect.rows).enumerated() {
      let place = Point(row: rect.row + line, column: rect.column)
      frame.draw(row.keys, at: place, style: Style(.key, bold: true), within: rect)
      frame.draw(
        row.help.truncated(to: rect.columns - left), at: Point(row: place.row, column: place.column + left),
        style: .text, within: rect)
    }
  }

  /// Capitals and Alt keys are the same for all letters.
  private static func keys(of binding: Binding) -> [Key] {
    binding.keys.filter { key in
      switch key {
      case .alt: false
      case .character(let character): !character.isUppercase
      default: true
      }
    }
  }
}

extension Dashboard {
  /// The screen as it is now, of exactly `size`.
  public var frame: Frame {
    var frame = Frame(size: size)
    if isTooSmall { frame.drawTooSmall() } else { DashboardScreen(state: self).draw(on: &frame) }
    return frame
  }
}
