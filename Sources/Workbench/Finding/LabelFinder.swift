import Labeling
import Text

/// Labels found by their words.
struct LabelFinder: Hashable, Sendable {}
