/// What a simulation needs of the model beyond what a store offers.
extension InMemoryQueue {
  /// Reads the facts and rows themselves.
  package func look<Result>(_ body: (InMemoryQueueState) throws -> Result) rethrows -> Result {
    try body(state.withLock { $0 })
  }

  /// Leaves behind what a store with a fault would.
  package func tamper(_ body: (inout InMemoryQueueState) -> Void) {
    state.withLock { body(&$0) }
  }
}
