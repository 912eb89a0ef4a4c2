import Labeling

/// The versions that people know an answer's build by.
struct VersionPair: Hashable, Comparable {
  let ui: Int
  let taxonomy: Int

  init(ui: Int, taxonomy: Int) {
    self.ui = ui
    self.taxonomy = taxonomy
  }

  init(_ build: Build) { self.init(ui: build.ui.version, taxonomy: build.taxonomy.version) }

  static func < (left: Self, right: Self) -> Bool { (left.ui, left.taxonomy) < (right.ui, right.taxonomy) }
}
