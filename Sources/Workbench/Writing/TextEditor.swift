import Text

/// Words as they are being written.
struct TextEditor: Hashable, Sendable {}
