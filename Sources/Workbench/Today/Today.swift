import Labeling
import Text

/// The answers of the day as a list to go back to.
struct Today: Hashable, Sendable {
  /// The row at the cursor.
  var cursor = 0
}
