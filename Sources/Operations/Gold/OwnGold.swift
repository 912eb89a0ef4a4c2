import Labeling
import Queue

/// What one person said of a task's gold: lists of their own tell it like any other work of theirs, so that none of it
/// stands out.
struct OwnGold {
  private(set) var chains = GoldChains()
  /// Answers that were not corrected later, oldest first.
  private(set) var answers: [GoldResponse] = []

  init(of person: PersonID, _ task: TaskName, in snapshot: any QueueSnapshot) throws {
    var corrected: Set<Int> = []
    var given: [GoldResponse] = []
    try snapshot.forEachGoldResponse(of: task, by: person, upTo: snapshot.revision) { response in
      try chains.take(response.response, snapshot)
      if let old = response.response.supersedes { corrected.insert(old) }
      if response.response.answer != nil { given.append(response) }
    }
    answers = given.filter { !corrected.contains($0.response.response) }
  }

  /// How many gold examples the person answered in each channel, as a claim's progress counts them.
  func answered(in snapshot: any QueueSnapshot) throws -> [ChannelName: Int] {
    var counts: [ChannelName: Int] = [:]
    for chain in chains.all where chain.scored != nil {
      counts[try snapshot.channel(at: chain.channel), default: 0] += 1
    }
    return counts
  }
}
