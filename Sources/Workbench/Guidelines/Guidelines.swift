import Canvas
import Labeling
import Text

/// The guidelines of a UI version, and what its labels mean.
enum Guidelines {
  static func reading(of build: Build, size: Size) -> Reading {
    var passages = [
      Passage(kind: .heading(beside: "ui \(build.ui.version)"), text: Displayable(build.title).oneLine)
    ]
    if build.ui.guidelines.isEmpty {
      passages.append(Passage(kind: .notice, text: "This task has no guidelines."))
    } else {
      passages += GuidelineText(build.ui.guidelines).passages
    }
    for question in build.ask {
      passages.append(Passage(kind: .heading(beside: nil), text: Displayable(question.prompt).oneLine))
      let labels = question.shown(build.offered[question.id] ?? []).map(Self.line).joined(separator: "\n")
      passages.append(Passage(kind: .body, text: labels))
    }
    return Reading(passages, width: AnswerLayout.readingWidth(size))
  }

  private static func line(_ label: Label) -> Displayable {
    let title = Displayable(label.title).oneLine
    return label.description.map { "· \(title): \(Displayable($0).oneLine)" } ?? "· \(title)"
  }
}
