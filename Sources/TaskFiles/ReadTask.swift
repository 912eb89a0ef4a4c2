import Labeling
import Records

/// `task.yaml`: title, dataset, policy.
struct TaskHead {
  var title = ""
  var dataset: String?
  var exposureScope: String?
  var policy = Policy()
  var goldMarks = GoldPolicyMarks()

  /// Says where the policy asks for more gold than there is.
  func faults(beside gold: GoldRows) -> [Fault] {
    let has = gold.count == 0 ? "there is no \(GoldRows.name) with rows" : "\(GoldRows.name) has only \(gold.count)"
    let rate = goldMarks.rate.flatMap { mark in
      policy.goldRate == 0 || gold.count > 0
        ? nil
        : mark.fault(
          severity: .warning,
          "gold_rate mixes gold in, and \(has), so nobody gets any (add the file, or leave gold_rate out)")
    }
    let round = goldMarks.qualification.flatMap { mark in
      guard let wanted = policy.qualification?.examples, gold.count < wanted else { return nil as Fault? }
      return mark.fault(
        "qualification wants \(wanted) gold examples, and \(has) (add rows to \(GoldRows.name), or take fewer)")
    }
    return [rate, round].compactMap { $0 }
  }

  /// Says where there is gold that the policy asks for nowhere.
  func idle(_ gold: GoldRows) -> Fault? {
    guard !gold.examples.isEmpty, goldMarks.rate == nil, goldMarks.qualification == nil else { return nil }
    return gold.marks.file.fault(
      severity: .warning,
      "nobody gets any of this gold (set gold_rate or qualification under policy in task.yaml)")
  }
}

/// Where the policy asks for gold, which may not be there.
struct GoldPolicyMarks {
  var rate: Mark?
  var qualification: Mark?
}

extension StrictReader {
  mutating func taskHead(_ root: YAMLNode) -> TaskHead? {
    let keys = ["title", "dataset", "exposure_scope", "policy", "was"]
    guard let members = mapping(root, "task.yaml", keys: keys) else { return nil }
    if members["was"] != nil {
      error(
        members.place(of: "was"),
        "a task can't carry another's history yet (leave 'was' out, and keep the folder's old name)")
    }
    var head = TaskHead()
    if let node = required("title", of: members) { head.title = text(node, "title") ?? "" }
    head.dataset = members["dataset"].flatMap { identifier($0, "dataset") }
    head.exposureScope = members["exposure_scope"].flatMap { identifier($0, "exposure_scope") }
    if let node = members["policy"] { head.policy = policy(node, &head.goldMarks) }
    return head
  }

  private mutating func policy(_ node: YAMLNode, _ goldMarks: inout GoldPolicyMarks) -> Policy {
    var policy = Policy()
    let keys = [
      "overlap", "lease", "reuse", "reuse_from", "max_skips", "gold_rate", "settle_wait", "count_models",
      "self_review", "gold_feedback", "qualification",
    ]
    guard let members = mapping(node, "policy", keys: keys) else { return policy }
    if let node = members["overlap"], let overlap = integer(node, "overlap", in: 1...100) { policy.overlap = overlap }
    if let node = members["lease"], let lease = seconds(node, "lease", days: 30) { policy.lease = lease }
    if let node = members["reuse"], let reuse = choice(node, "reuse", of: Policy.Reuse.self) { policy.reuse = reuse }
    if let node = members["max_skips"], let skips = integer(node, "max_skips", in: 1...Int.max) {
      policy.maxSkips = skips
    }
    if let node = members["gold_rate"] {
      goldMarks.rate = mark(node.place)
      if let rate = share(node, "gold_rate", suchAs: "0.05") { policy.goldRate = rate }
    }
    if let node = members["gold_feedback"], let tells = bool(node, "gold_feedback") { policy.tellsGold = tells }
    if let node = members["qualification"] {
      goldMarks.qualification = mark(node.place)
      if let round = qualification(node) { policy.qualification = round }
    }
    if let node = members["reuse_from"], let names = list(node, "reuse_from") {
      policy.reuseFrom = names.compactMap { text($0, "a channel in reuse_from") }.map { ChannelName($0) }
    }
    if let node = members["settle_wait"], let wait = seconds(node, "settle_wait", days: 365) {
      policy.settleWait = wait
    }
    if let node = members["count_models"], let counts = bool(node, "count_models") { policy.countsModels = counts }
    if let node = members["self_review"], let allows = bool(node, "self_review") { policy.allowsSelfReview = allows }
    return policy
  }

  /// A time such as `30m`, at most some days, in seconds.
  private mutating func seconds(_ node: YAMLNode, _ what: String, days: Int) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let word = word(node, what) else { return nil }
    guard let unit = word.last.flatMap({ units[$0] }), let count = Int(word.dropLast()), count > 0,
      count <= days * 86_400 / unit
    else {
      error(node.place, "\(what) can't be '\(word)' (write a time from 1s to \(days)d, such as 90s, 30m or 2h)")
      return nil
    }
    return count * unit
  }

  /// A number of examples, or a mapping that says how many must be right too.
  private mutating func qualification(_ node: YAMLNode) -> Qualification? {
    let range = 1...1000
    guard case .mapping = node.value else {
      guard number(in: node) != nil else {
        error(
          node.place,
          "qualification must be a number of examples, not \(node.phrase) (write such as 10, or {examples: 10, right: 0.8})"
        )
        return nil
      }
      return integer(node, "qualification", in: range).map { Qualification(examples: $0) }
    }
    guard let members = mapping(node, "qualification", keys: ["examples", "right"]),
      let count = required("examples", of: members), let examples = integer(count, "examples", in: range)
    else { return nil }
    return Qualification(examples: examples, right: members["right"].flatMap { share($0, "right", suchAs: "0.75") })
  }

  /// A share of 1, in millionths.
  private mutating func share(_ node: YAMLNode, _ what: String, suchAs example: String) -> Int? {
    guard let number = number(node, what, suchAs: example) else { return nil }
    guard number >= JSONNumber(0), number <= JSONNumber(1), let share = number.double else {
      error(node.place, "\(what) is \(number.text) (take 0 to 1, such as \(example))")
      return nil
    }
    return Int((share * 1_000_000).rounded())
  }
}
