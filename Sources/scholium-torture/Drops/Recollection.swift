/// What one person was shown and told, kept outside the queue: the other side of every promise.
struct Recollection {
  struct Draft: Equatable {
    let film: String
    let label: String
  }

  let name: String
  /// Answers that were followed by another screen, so that they are saved.
  private(set) var acknowledged: [String: String] = [:]
  /// Labels that were submitted when the line was cut, and nobody knows.
  private(set) var doubted: [String: String] = [:]
  /// Films that were on the screen and not answered.
  private(set) var open: Set<String> = []
  /// The one of them that was there last.
  private var last: String?
  /// Under which UI version each film was shown.
  private(set) var versions: [String: Int] = [:]
  /// Answers that were submitted when the line was cut, and must be saved.
  private(set) var savedUnseen = 0
  /// A choice that was on the screen for longer than its save delay.
  private(set) var draft: Draft?

  init(name: String) { self.name = name }

  /// A film is on the screen.
  ///
  /// - Parameter isLeft: it was, and another one was taken over.
  mutating func see(_ film: String, version: Int, isLeft: Bool = false) throws(BrokenPromise) {
    if let earlier = versions[film], earlier != version {
      throw broken("was shown \(film) on screen \(earlier), and now on screen \(version)")
    }
    if acknowledged[film] != nil { throw broken("is asked for \(film) again, which is answered") }
    versions[film] = version
    open.insert(film)
    if !isLeft { last = film }
    // What comes back was not saved.
    doubted[film] = nil
  }

  /// A new terminal shows what was open, or what another one of theirs had open.
  ///
  /// - Parameter sight: an example that was never seen may be there only where the last one was submitted.
  mutating func returnTo(_ sight: Sight) throws(BrokenPromise) {
    let comesBack = open.contains { sight.shows($0) }
    if !comesBack, let last, let label = doubted[last] {
      // It does not come back: it must be saved.
      acknowledge(last, label)
      savedUnseen += 1
    } else if !comesBack, !open.isEmpty, case .example(let film, _) = sight.place {
      throw broken("left \(waiting) open, and \(film) is shown")
    }
    if case .example(let film, let version) = sight.place {
      try see(film, version: version)
      guard let draft, draft.film == film else { return }
      guard sight.chosen == draft.label else {
        throw broken("has left the draft \(draft.label) at \(film), and finds \(sight.chosen ?? "none")")
      }
    } else if !open.isEmpty {
      throw broken("left \(waiting) open, and there is nothing")
    }
  }

  /// There is nothing to answer any more.
  func goHome() throws(BrokenPromise) {
    // What is in doubt is looked for among the answers.
    guard open.allSatisfy({ doubted[$0] != nil }) else { throw broken("left \(waiting) open, and never saw it again") }
  }

  private var waiting: String { open.sorted().joined(separator: ", ") }

  /// A choice was on the screen for so long that it is kept.
  mutating func kept(_ label: String, at film: String) { draft = Draft(film: film, label: label) }

  /// A key was pressed that may have changed the choice; nobody saw what became of it.
  mutating func changed(at film: String) { if draft?.film == film { draft = nil } }

  /// Enter was pressed.
  mutating func submitted(_ label: String, at film: String) {
    doubted[film] = label
  }

  /// Another screen came after Enter.
  mutating func acknowledge(_ film: String, _ label: String) {
    acknowledged[film] = label
    doubted[film] = nil
    open.remove(film)
    if draft?.film == film { draft = nil }
  }

  private func broken(_ what: String) -> BrokenPromise { BrokenPromise("\(name) \(what)", isOfData: true) }
}

extension Sight {
  func shows(_ film: String) -> Bool {
    if case .example(film, _) = place { true } else { false }
  }
}
