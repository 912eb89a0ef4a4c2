import Queue

/// Something that must be true of a queue's rows, as a query that finds what breaks it: the column `sample` names a row.
struct QueueRule {
  /// What is wrong where the query finds something.
  let name: String
  let query: String

  private init(_ name: String, _ query: String) {
    self.name = name
    self.query = query
  }
}

/// The facts: append-only, so what breaks these came from outside, or from a fault of ours.
extension QueueRule {
  static let ofFacts = showing + answering + order

  private static let showing = [
    QueueRule(
      "an assignment without an exposure to its UI version",
      """
      SELECT assignment.id AS sample FROM assignment JOIN build ON build.key = assignment.build
      LEFT JOIN exposure ON exposure.scope = assignment.scope AND exposure.example = assignment.example
        AND exposure.person = assignment.person
      WHERE exposure.ui_version IS NOT build.ui_version
      """),
    QueueRule(
      "an exposure without an assignment",
      """
      SELECT exposure.example AS sample FROM exposure WHERE NOT EXISTS (SELECT 1 FROM assignment
        WHERE assignment.scope = exposure.scope AND assignment.example = exposure.example
          AND assignment.person = exposure.person)
        AND NOT EXISTS (SELECT 1 FROM viewing WHERE viewing.scope = exposure.scope
          AND viewing.example = exposure.example AND viewing.person = exposure.person)
      """),
    QueueRule(
      "a viewing without an exposure",
      """
      SELECT viewing.example AS sample FROM viewing WHERE NOT EXISTS (SELECT 1 FROM exposure
        WHERE exposure.scope = viewing.scope AND exposure.example = viewing.example
          AND exposure.person = viewing.person)
      """),
    QueueRule(
      "somebody who was asked for an answer after they had seen those of others",
      """
      SELECT assignment.id AS sample FROM viewing JOIN assignment ON assignment.scope = viewing.scope
        AND assignment.example = viewing.example AND assignment.person = viewing.person
      WHERE assignment.purpose NOT IN ('review', 'imported') AND assignment.revision > viewing.revision
      """),
    QueueRule(
      "a decision over an example that its reviewer had not looked at",
      """
      SELECT assignment.id AS sample FROM assignment WHERE purpose = 'review' AND NOT EXISTS (SELECT 1 FROM viewing
        WHERE viewing.scope = assignment.scope AND viewing.example = assignment.example
          AND viewing.person = assignment.person AND viewing.revision <= assignment.revision)
      """),
    QueueRule(
      "rule 1: a person who saw an example on two UI versions",
      """
      SELECT assignment.example AS sample FROM assignment JOIN build ON build.key = assignment.build
      GROUP BY assignment.scope, assignment.example, assignment.person HAVING count(DISTINCT build.ui_version) > 1
      """),
    QueueRule(
      "an assignment of one task or example under another's build, channel or content",
      """
      SELECT assignment.id AS sample FROM assignment JOIN build ON build.key = assignment.build
      JOIN task ON task.key = build.task JOIN channel ON channel.key = assignment.channel
      JOIN content ON content.key = assignment.content
      WHERE task.scope <> assignment.scope OR channel.task <> task.key OR content.example <> assignment.example
        OR content.dataset <> task.dataset AND assignment.gold IS NULL
      """),
    QueueRule(
      "an assignment of gold that is another example's, or that shows what is not known",
      """
      SELECT assignment.id AS sample FROM assignment JOIN build ON build.key = assignment.build
      LEFT JOIN gold ON gold.key = assignment.gold AND gold.example = assignment.example
        AND gold.content = assignment.content AND gold.task = build.task
      WHERE assignment.gold IS NOT NULL AND gold.key IS NULL
      """),
  ]

  private static let answering = [
    QueueRule(
      "a response that is not its assignment's",
      """
      SELECT response.id AS sample FROM response LEFT JOIN assignment ON assignment.key = response.assignment
        AND assignment.person = response.person AND assignment.example = response.example
        AND assignment.build = response.build
      WHERE assignment.key IS NULL
      """),
    QueueRule(
      "a second answer to an assignment that does not correct the first",
      """
      SELECT min(id) AS sample FROM response WHERE supersedes IS NULL GROUP BY assignment HAVING count(*) > 1
      """),
    QueueRule(
      "a correction of a later, somebody else's or another example's response",
      """
      SELECT response.id AS sample FROM response JOIN response AS old ON old.key = response.supersedes
      WHERE old.key >= response.key OR old.revision > response.revision OR old.person <> response.person
        OR old.example <> response.example
      """),
    QueueRule(
      "a settlement of a later, somebody else's or another example's response",
      """
      SELECT response.id AS sample FROM response JOIN assignment ON assignment.key = response.assignment
      LEFT JOIN response AS old ON old.key = response.settles
      WHERE response.settles IS NOT assignment.settles
        OR old.key >= response.key OR old.person <> response.person OR old.example <> response.example
      """),
    QueueRule(
      "a response that says nothing, or a skip that says something",
      """
      SELECT id AS sample FROM response WHERE (answer IS NULL) <> (status IN ('skipped', 'flagged'))
        OR (answer IS NULL AND counted <> 0) OR counted NOT IN (0, 1)
        OR status NOT IN ('answered', 'settled', 'adjudicated', 'skipped', 'flagged', 'imported')
      """),
  ]

  /// Fact tables with a key: it grows with the revision, and time never runs backwards.
  private static let ordered = [
    "scope", "dataset", "task", "definition", "build", "channel", "channel_event", "person", "person_event", "example",
    "content", "assignment", "assignment_event", "response", "gold",
  ]

  private static let order =
    ordered.map { table in
      QueueRule(
        "a fact in '\(table)' that is older than the one before it",
        """
        SELECT key AS sample FROM (SELECT key, revision, at, lag(revision) OVER earlier AS earlier_revision,
          lag(at) OVER earlier AS earlier_at FROM \(table) WINDOW earlier AS (ORDER BY key))
        WHERE revision < earlier_revision OR at < earlier_at
        """)
    } + [
      QueueRule(
        "a fact from a revision or a time that has not been",
        (ordered + ["exposure"]).map {
          """
          SELECT '\($0)' AS sample
          FROM (SELECT min(revision) AS first, max(revision) AS last, max(at) AS latest FROM \($0)), clock
          WHERE last > clock.revision OR latest > clock.at OR first < 1
          """
        }.joined(separator: " UNION ALL ")),
      QueueRule(
        "a person without a name, or whose state nobody recorded",
        """
        SELECT person.id AS sample FROM person LEFT JOIN person_state ON person_state.person = person.key
        WHERE person_state.person IS NULL
        """),
      QueueRule("no clock", "SELECT 'clock' AS sample WHERE NOT EXISTS (SELECT 1 FROM clock WHERE key = 1)"),
    ]
}

/// The working tables among each other: what breaks these is mended by making them anew from the facts.
extension QueueRule {
  static let ofWork = [foreignLease, lateLease, lostAssignment] + counting

  static let foreignLease = QueueRule(
    "a lease that is not its assignment's",
    """
    SELECT lease.assignment AS sample FROM lease LEFT JOIN assignment ON assignment.key = lease.assignment
      AND assignment.person = lease.person AND assignment.example = lease.example
      AND assignment.channel = lease.channel AND (assignment.gold IS NOT NULL) = lease.is_gold
    LEFT JOIN session ON session.key = lease.session AND session.person = lease.person
    WHERE assignment.key IS NULL OR session.key IS NULL
    """)

  static let lateLease = QueueRule(
    "a lease of an assignment that has ended",
    """
    SELECT assignment AS sample FROM lease
    WHERE EXISTS (SELECT 1 FROM response WHERE response.assignment = lease.assignment)
      OR EXISTS (SELECT 1 FROM assignment_event WHERE assignment_event.assignment = lease.assignment
        AND what IN ('released', 'expired'))
    """)

  static let lostAssignment = QueueRule(
    "an assignment that neither ended nor is leased",
    """
    SELECT assignment.id AS sample FROM assignment
    WHERE purpose <> 'imported' AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.assignment = assignment.key)
      AND NOT EXISTS (SELECT 1 FROM response WHERE response.assignment = assignment.key)
      AND NOT EXISTS (SELECT 1 FROM assignment_event WHERE assignment_event.assignment = assignment.key
        AND what IN ('released', 'expired'))
    """)

  private static let counting = [
    QueueRule(
      "an example with more counted answers than are wanted",
      "SELECT example AS sample FROM work WHERE counted > need OR counted < 0"),
    QueueRule(
      "a row of work whose leases are counted wrongly",
      """
      SELECT work.example AS sample FROM work JOIN stage ON stage.key = work.stage AND stage.state <> 'old'
      WHERE leased <> (SELECT count(*) FROM lease
        WHERE lease.channel = stage.channel AND lease.example = work.example AND is_gold = 0)
      """),
    QueueRule(
      "a person whose answers to gold are counted wrongly",
      """
      SELECT person AS sample FROM (\(GoldTally.reckoned) EXCEPT SELECT person, channel, answers FROM gold_tally)
      UNION ALL
      SELECT person FROM (SELECT person, channel, answers FROM gold_tally EXCEPT \(GoldTally.reckoned))
      """),
    QueueRule(
      "a row of work whose settlements are counted wrongly",
      """
      SELECT work.example AS sample FROM work JOIN stage ON stage.key = work.stage AND stage.state <> 'old'
      WHERE waiting <> (SELECT count(*) FROM inbox
        WHERE inbox.stage = work.stage AND inbox.example = work.example AND is_moved = 0 AND NOT EXISTS
          (SELECT 1 FROM lease WHERE lease.person = inbox.person AND lease.example = inbox.example
            AND lease.channel = stage.channel))
      """),
    QueueRule(
      "a row of work that is open and should not be, or the other way round",
      """
      SELECT example AS sample FROM work JOIN stage ON stage.key = work.stage AND stage.state <> 'old'
      WHERE is_open <> (is_served AND is_for_review = 0 AND counted + leased + waiting < need)
      """),
    QueueRule(
      "a place in a lane that two examples have, or that was never given",
      """
      SELECT min(work.example) AS sample FROM work LEFT JOIN lane ON lane.key = work.lane AND lane.stage = work.stage
      JOIN stage ON stage.key = work.stage AND stage.state <> 'old'
      WHERE work.is_open = 1 GROUP BY work.lane, work.seq
      HAVING count(*) > 1 OR max(lane.key) IS NULL OR work.seq < 1 OR work.seq >= max(lane.next_seq)
      """),
    QueueRule(
      "a settlement that waits for nobody's open row",
      """
      SELECT inbox.example AS sample FROM inbox JOIN stage ON stage.key = inbox.stage AND stage.state <> 'old'
      LEFT JOIN work ON work.stage = inbox.stage AND work.example = inbox.example
      WHERE work.example IS NULL
        OR inbox.is_open <> (is_served AND is_for_review = 0 AND counted + leased < need)
      """),
    QueueRule(
      "a channel that serves from no stage, or from two",
      """
      SELECT channel.name AS sample FROM channel
      WHERE EXISTS (SELECT 1 FROM channel_event WHERE channel_event.channel = channel.key AND what <> 'preparing')
        AND (SELECT count(*) FROM stage WHERE stage.channel = channel.key AND state = 'serving') <> 1
      """),
    QueueRule(
      "a stage without its lane or its tally",
      """
      SELECT stage.key AS sample FROM stage
      WHERE state <> 'old' AND ((SELECT count(*) FROM lane WHERE lane.stage = stage.key AND priority = 0) <> 1
        OR NOT EXISTS (SELECT 1 FROM tally WHERE tally.stage = stage.key))
      """),
    QueueRule(
      "a tally that is not the sum of its rows",
      """
      SELECT tally.stage AS sample FROM tally JOIN stage ON stage.key = tally.stage AND stage.state <> 'old'
      LEFT JOIN (SELECT stage, sum(counted) AS answers,
          sum(iif(is_for_review = \(Work.Review.done.rawValue), counted, need)) AS wanted,
          sum(counted >= need OR is_for_review = \(Work.Review.done.rawValue)) AS done,
          count(*) AS examples FROM work WHERE is_served = 1 GROUP BY stage) AS sum ON sum.stage = tally.stage
      WHERE tally.answers <> ifnull(sum.answers, 0) OR tally.wanted <> ifnull(sum.wanted, 0)
        OR tally.done <> ifnull(sum.done, 0) OR tally.examples <> ifnull(sum.examples, 0)
      """),
  ]
}
