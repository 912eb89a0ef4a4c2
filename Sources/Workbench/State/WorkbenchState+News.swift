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
}
