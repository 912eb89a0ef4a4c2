import Labeling

/// A label with the places that its faults are reported at.
struct PlacedLabel {
  var label: Label
  var mark: Mark
  var keyMark: Mark?
  var parentMark: Mark?
}

/// The labels as far as they could be read.
struct PlacedLabels {
  var all: [PlacedLabel] = []
  /// False where some could not be read, so that it can't be said which labels are missing.
  var isWhole = true
}

/// Faults of labels that are counted together.
private enum LabelFault {
  case repeated, missingParent
}

extension StrictReader {
  mutating func checkLabels(_ labels: [PlacedLabel]) {
    checkParents(labels)
    checkKeys(labels)
    checkIDs(labels)
  }

  private mutating func checkIDs(_ labels: [PlacedLabel]) {
    var first: [LabelID: Mark] = [:]
    var tally = FaultTally<LabelFault>()
    for label in labels {
      guard let mark = first[label.label.id] else {
        first[label.label.id] = label.mark
        continue
      }
      guard tally.admits(.repeated, at: label.mark) else { continue }
      error(
        label.mark, "the label '\(label.label.id)' is there twice, first on line \(mark.place.line) (rename one)")
    }
    conclude(tally)
  }

  private mutating func checkKeys(_ labels: [PlacedLabel]) {
    var owners: [Character: LabelID] = [:]
    for placed in labels {
      guard let key = placed.label.key, let mark = placed.keyMark else { continue }
      if let owner = owners[key] {
        error(mark, "the key '\(key)' belongs to '\(owner)' already (take another)")
      }
      owners[key] = owners[key] ?? placed.label.id
      checkReserved(key, at: mark)
    }
  }

  private mutating func checkReserved(_ key: Character, at mark: Mark) {
    let reserved: [Character: String] = [
      "u": "undo", "s": "skip", "f": "flag", "g": "guidelines", "q": "quit", "?": "help", "/": "find",
    ]
    if let command = reserved[key] {
      error(mark, "the key '\(key)' is the workbench's own for \(command) (take another)")
    } else if key == "c" {
      // Not refused: published examples of task files use it.
      warning(
        mark, "the key 'c' is the workbench's own for comments (take another, or choose this label by its number)")
    } else if key.isNumber {
      warning(mark, "digits choose labels by their place already (leave the key out)")
    }
  }

  private mutating func checkParents(_ labels: [PlacedLabel]) {
    let parents = Dictionary(labels.map { ($0.label.id, $0.label.parent) }, uniquingKeysWith: { first, _ in first })
    let known = parents.keys.map(\.rawValue).sorted()
    var clear: Set<LabelID> = []
    var tally = FaultTally<LabelFault>()
    for placed in labels {
      guard let parent = placed.label.parent, let mark = placed.parentMark else { continue }
      guard parents[parent] != nil else {
        guard tally.admits(.missingParent, at: mark) else { continue }
        let hint = Spelling.nearest(to: parent.rawValue, in: known)
        error(
          mark,
          "there is no label '\(parent)' (\(hint.map { "did you mean '\($0)'?" } ?? "add it, or drop the parent"))")
        continue
      }
      if isInCycle(placed.label.id, parents, &clear) {
        error(mark, "'\(placed.label.id)' is its own ancestor (break the circle of parents)")
      }
    }
    conclude(tally)
  }

  /// Walks upwards; labels known to lead to a root end the walk, so that the whole check is linear.
  private func isInCycle(_ id: LabelID, _ parents: [LabelID: LabelID?], _ clear: inout Set<LabelID>) -> Bool {
    var path: Set<LabelID> = []
    var current: LabelID? = id
    while let here = current, !clear.contains(here) {
      guard path.insert(here).inserted else { return here == id }
      current = parents[here] ?? nil
    }
    clear.formUnion(path)
    return false
  }
}
