/// A large value that stays as it is, held once: copies of what holds it count one reference, and are seen to be the same
/// without a look at it.
final class Shared<Value: Hashable & Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

extension Shared: Hashable {
  static func == (left: Shared, right: Shared) -> Bool { left === right || left.value == right.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
