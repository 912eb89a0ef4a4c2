import Dispatch

/// Hands items on to another thread, many at a time, and takes back what is made of them, in their order: while one lot is
/// worked on the next is collected.
struct Relay<Item: Sendable, Product: Sendable> {
  private static var lot: Int { 512 }

  private let work: @Sendable ([Item]) throws -> Product
  private let thread = DispatchQueue(label: "scholium.relay")
  private var items: [Item] = []
  private var underWay: Errand<Product>?

  init(_ work: @escaping @Sendable ([Item]) throws -> Product) { self.work = work }

  /// - Returns: what was made of an earlier lot, if one is done by now.
  mutating func take(_ item: consuming Item) throws -> Product? {
    items.append(item)
    guard items.count >= Self.lot else { return nil }
    let done = try underWay?.value()
    start()
    return done
  }

  /// Waits for what is under way, and makes the rest.
  mutating func finish() throws -> [Product] {
    var done: [Product] = []
    if let product = try underWay?.value() { done.append(product) }
    underWay = nil
    if !items.isEmpty {
      start()
      if let product = try underWay?.value() { done.append(product) }
      underWay = nil
    }
    return done
  }

  private mutating func start() {
    let (items, work) = (items, work)
    self.items = []
    self.items.reserveCapacity(Self.lot)
    underWay = Errand(on: thread) { try work(items) }
  }
}
