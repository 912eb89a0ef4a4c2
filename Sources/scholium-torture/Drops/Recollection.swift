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
  /// Under which UI version each film was shown.
  private(set) var versions: [String: Int] = [:]
  /// Answers that were submitted when the line was cut, and must be saved.
  private(set) var savedUnseen = 0
  /// A choice that was on the screen for longer than its save delay.
  private(set) var draft: Draft?

  init(name: String) { self.name = name }

  /// A film is on the screen.
  mutating func see(_ film: String, version: Int) throws(BrokenPromise) {
    if let earlier = versions[film], earlier != version {
      throw broken("was shown \(film) on screen \(earlier), and now on screen \(version)")
    }
    if acknowledged[film] != nil { throw broken("is asked for \(film) again, which is answered") }
    versions[film] = version
    open.insert(film)
    // What comes back was not saved.
    doubted[film] = nil
  }

  /// A new terminal shows what was open, or what another one of theirs had open.
  ///
  /// - Parameter sight: nothing but an example may be there as long as one is open.
  mutating func returnTo(_ sight: Sight) throws(BrokenPromise) {
    if !open.contains(where: { sight.shows($0) || doubted[$0] == nil }) {
      // All that could come back was submitted, and none of it does: it must be saved.
      for (film, label) in doubted where open.contains(film) {
        acknowledge(film, label)
        savedUnseen += 1
      }
    }
    let waiting = open
    if case .example(let film, let version) = sight.place {
      guard waiting.isEmpty || waiting.contains(film) else {
        throw broken("left \(waiting.sorted().joined(separator: ", ")) open, and \(film) is shown")
      }
      try see(film, version: version)
      guard let draft, draft.film == film else { return }
      guard sight.chosen == draft.label else {
        throw broken("has left the draft \(draft.label) at \(film), and finds \(sight.chosen ?? "none")")
      }
    } else if !waiting.isEmpty {
      throw broken("left \(waiting.sorted().joined(separator: ", ")) open, and there is nothing")
    }
  }

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
