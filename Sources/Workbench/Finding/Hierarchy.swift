import Labeling
import Text

/// The labels above a label.
enum Hierarchy {
  /// A label and those above it, from the lowest, below a question's own root. A circle ends where it comes around.
  ///
  /// - Parameter isKnown: where to stop early.
  static func climb(
    from id: LabelID, in taxonomy: Taxonomy, under root: LabelID?, until isKnown: (LabelID) -> Bool = { _ in false }
  ) -> [Label] {
    var chain: [Label] = []
    var here: LabelID? = id
    while let id = here, id != root, !isKnown(id), !chain.contains(where: { $0.id == id }), let label = taxonomy[id] {
      chain.append(label)
      here = label.parent
    }
    return chain
  }

  static func path(to id: LabelID, in taxonomy: Taxonomy, under root: LabelID?) -> Displayable {
    path(climb(from: id, in: taxonomy, under: root).reversed().map(\.title))
  }

  /// Titles from the top as one text.
  static func path(_ titles: some Sequence<String>) -> Displayable {
    titles.map { Displayable($0).oneLine }.joined(separator: " › ")
  }

  /// Titles from the top in this many columns: the nearest ones are kept.
  static func path(_ titles: [String], width: Int) -> Displayable {
    let whole = path(titles)
    guard whole.width > width else { return whole }
    for first in titles.indices.dropFirst() {
      let short: Displayable = "… › \(path(titles[first...]))"
      if short.width <= width { return short }
    }
    return path(titles.suffix(1)).truncated(to: width)
  }
}
