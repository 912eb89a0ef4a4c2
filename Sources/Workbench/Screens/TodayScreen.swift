import Canvas
import Text

/// What was answered today, and how it goes.
struct TodayScreen {
  let state: WorkbenchState
  let today: Today

  func draw(on frame: inout Frame) {
    Footer(state).draw(on: &frame)
  }
}
