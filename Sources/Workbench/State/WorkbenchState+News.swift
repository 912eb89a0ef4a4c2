import Canvas
import Labeling
import Text

// What is new.
extension WorkbenchState {
  /// Each change of build is told once, there and back: people whose examples come from two builds know both.
  mutating func tellWhatIsNew(before presented: Presented) {
    let build = presented.build
    news = nil
    if let lastBuild = lastBuild?.value, lastBuild.id != build.id,
      toldChanges.insert([lastBuild.id, build.id]).inserted
    {
      news = WhatIsNew(old: lastBuild, new: build).reading(size: size)
    }
    lastBuild = Shared(build)
  }

  /// True where the end of what is new is on the screen.
  var isNewsRead: Bool {
    guard let news else { return true }
    let rows = ReadingLayout(size).text.rows
    return news.top(height: rows) + rows >= news.lines.count
  }

  /// Reads on, and after the end goes on to the example, which is looked at from now on.
  mutating func goOn(with key: Key) {
    let rows = ReadingLayout(size).text.rows
    held.pressed(key, at: now)
    guard isNewsRead else {
      news?.scroll(by: max(2, rows) - 1, height: rows)
      return
    }
    news = nil
    // What was told beside the news is no longer there.
    notice = nil
    if elsewhere > 0 { tellOfOtherTerminal() }
    if case .answering(var sheet) = base {
      sheet.active = ActiveTime(from: now)
      if sheet.isUnusual { glance = Glance(from: now) }
      base = .answering(sheet)
    }
  }
}
