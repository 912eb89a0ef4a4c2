import Labeling
import Records
import TaskFiles
import Testing

@Suite struct TaskFilesTests {
  @Test func aTaskWithoutFaultsBecomesADefinition() throws {
    let workspace = try TemporaryWorkspace()
    let task = """
      title: Film genre
      dataset: films
      policy: {overlap: 3, lease: 2h, reuse: same-ui, max_skips: 2, gold_rate: 0.05, reuse_from: [experiment/a]}

      """
    let gold = #"{"data":{"title":"Alien"},"answer":{"genre":"horror"}}"#
    let compiled = try workspace.task(["task.yaml": task, "guidelines.md": "# How\n", "gold.jsonl": gold])
    #expect(compiled.faults == [])
    let definition = try #require(compiled.definition)
    #expect(definition.title == "Film genre")
    #expect(definition.dataset == "films")
    #expect(
      definition.policy
        == Policy(
          overlap: 3, lease: 7200, reuse: .sameUI, reuseFrom: [ChannelName("experiment/a")], maxSkips: 2,
          goldRate: 50_000))
    #expect(definition.ui.version == 2)
    #expect(definition.ui.ask.first?.advancesAutomatically == true)
    #expect(definition.ui.guidelines == "# How\n")
    #expect(definition.taxonomy.labels.map(\.title) == ["Comedy", "horror"])
    #expect(definition.taxonomy.labels.first?.key == "m")
    #expect(definition.schema.identity == ["title", "year"])
    #expect(definition.schema.fields.map(\.name) == ["title", "year"])
  }

  @Test func whatIsOptionalMayBeMissing() throws {
    let workspace = try TemporaryWorkspace()
    _ = try workspace.task()
    workspace.remove("tasks/genre/schema.yaml")
    let compiled = TaskFiles.read(workspace: workspace.path, task: "genre")
    #expect(compiled.faults == [])
    #expect(compiled.definition?.schema == .open)
    #expect(compiled.definition?.dataset == "genre")
    #expect(compiled.definition?.policy == Policy())
  }

  @Test func everyFaultOfEveryFileIsReportedAtOnceInItsPlace() throws {
    let workspace = try TemporaryWorkspace()
    let compiled = try workspace.task([
      "task.yaml": "titel: Genre\npolicy: {overlap: 0, lease: 2w}\n",
      "taxonomy.yaml": "version: 0\nlabels:\n  - {id: Com edy}\n  - {id: horror, key: s}\n  - {id: horror}\n",
      "ui.yaml": "version: 1\nshow: [{field: titel}]\nask:\n  - {id: genre, kind: choise, prompt: Which?}\n",
    ])
    #expect(compiled.definition == nil)
    #expect(
      compiled.faults.map(\.description) == [
        "tasks/genre/task.yaml:1:1: error: unknown key 'titel' in task.yaml (did you mean 'title'?)",
        "tasks/genre/task.yaml:1:1: error: task.yaml has no 'title' (add title:)",
        "tasks/genre/task.yaml:2:19: error: overlap is 0 (take 1 to 100)",
        "tasks/genre/task.yaml:2:29: error: lease can't be '2w' (write a time from 1s to 30d, such as 90s, 30m or 2h)",
        "tasks/genre/taxonomy.yaml:1:10: error: version is 0 (take 1 or more)",
        "tasks/genre/taxonomy.yaml:3:10: error: a label's id can't be 'Com edy' (take 1 to 64 of the letters a to z and A to Z, digits, and - _ . : / + *)",
        "tasks/genre/taxonomy.yaml:4:23: error: the key 's' is the workbench's own for skip (take another)",
        "tasks/genre/taxonomy.yaml:5:10: error: the label 'horror' is there twice, first on line 4 (rename one)",
        "tasks/genre/ui.yaml:2:16: error: schema.yaml has no field 'titel' (did you mean 'title'?)",
        "tasks/genre/ui.yaml:4:23: error: kind can't be 'choise' (did you mean 'choice'?)",
      ])
  }

  @Test(arguments: [
    ("ui.yaml", "version: 1\nversion: 2\n", 1, "given again"),
    ("ui.yaml", "version: &v 1\n", 1, "anchors"),
    ("ui.yaml", "version: !!int 1\n", 1, "tags"),
    ("ui.yaml", "<<: {version: 1}\n", 1, "merge"),
    ("ui.yaml", "version: 1.5\n", 1, "integer"),
    ("ui.yaml", "version: yes\n", 1, "integer"),
    ("ui.yaml", "version: \"1\"\n", 1, "integer"),
    ("ui.yaml", "a: b: c\n", 1, "not YAML"),
    ("ui.yaml", "a: [1, 2\n", 2, "not YAML"),
    ("ui.yaml", "", 1, "empty"),
    ("ui.yaml", "# nothing\n", 1, "empty"),
    ("ui.yaml", "a: 1\n---\nb: 2\n", 2, "not YAML"),
    ("ui.yaml", "\u{FEFF}version: 1\n", 1, "byte order mark"),
    ("ui.yaml", "version: 1\0\n", 1, "NUL"),
    ("ui.yaml", "- 1\n", 1, "mapping"),
    ("task.yaml", "title: 12\n", 1, "text"),
    ("task.yaml", "title: t\npolicy: {gold_rate: 1.01}\n", 2, "0 to 1"),
    ("task.yaml", "title: t\npolicy: {reuse: all}\n", 2, "exact, same-ui, none"),
    ("task.yaml", "title: t\npolicy: {lease: 31d}\n", 2, "30d"),
    ("task.yaml", "title: t\npolicy: {max_skips: 0}\n", 2, "1 or more"),
    ("task.yaml", "title: t\npolicy: {settle_wait: 2w}\n", 2, "1s to 365d"),
    ("task.yaml", "title: t\npolicy: {count_models: 1}\n", 2, "true or false"),
    ("task.yaml", "title: t\npolicy: {self_review: 1}\n", 2, "true or false"),
    ("task.yaml", "title: t\nwas: films\n", 2, "leave 'was' out"),
    ("taxonomy.yaml", "version: 1\nlabels: []\n", 2, "no labels"),
    ("taxonomy.yaml", "version: 1\nlabels:\n  - {id: a, key: x}\n  - {id: b, key: x}\n", 4, "belongs to 'a'"),
    (
      "taxonomy.yaml", "version: 1\nlabels:\n  - {id: a, parent: b}\n  - {id: b, parent: a}\n  - {id: c}\n", 3,
      "ancestor"
    ),
    ("taxonomy.yaml", "version: 1\nlabels:\n  - {id: a, parent: bb}\n", 3, "no label 'bb'"),
    ("taxonomy.yaml", "version: 1\nlabels: [{id: a, key: ab}]\n", 2, "one letter"),
    ("schema.yaml", "version: 1\nfields: {title: {type: text}}\n", 2, "string, integer, number, boolean"),
    ("schema.yaml", "version: 1\nfields: {title: {type: integer, min: 3, max: 2}}\n", 2, "less than min"),
    ("schema.yaml", "version: 1\nfields: {title: {type: string, min: 3}}\n", 2, "can't have 'min'"),
    ("schema.yaml", "version: 1\nfields: {title: {type: string}}\nidentity: [titel]\n", 3, "did you mean 'title'"),
  ])
  func faultsSayWhatAndWhere(file: String, text: String, line: Int, message: String) throws {
    let compiled = try TemporaryWorkspace().task([file: text])
    #expect(compiled.definition == nil)
    let found = compiled.faults.contains {
      $0.file == "tasks/genre/\(file)" && $0.line == line && $0.message.contains(message)
    }
    #expect(found, "\(compiled.faults)")
  }

  @Test(arguments: [
    ("{id: q, kind: choices, prompt: Which?, min: 3, max: 2}", "less than min"),
    ("{id: q, kind: choices, prompt: Which?, min: 3}", "only 2 labels"),
    ("{id: q, kind: choice, prompt: Which?, labels: {under: horor}}", "did you mean 'horror'"),
    ("{id: q, kind: choice, prompt: Which?, labels: {under: horror}, select: any}", "no labels to offer"),
    ("{id: q, kind: choice}", "no 'prompt'"),
    ("{id: q, kind: choices, prompt: Which?, advance: auto}", "kind choice"),
    ("{id: q, kind: choice, prompt: A}\n  - {id: q, kind: choice, prompt: B}", "there twice"),
  ])
  func questionsAreChecked(question: String, message: String) throws {
    let ui = "version: 1\nshow: [{field: title}]\nask:\n  - \(question)\n"
    let compiled = try TemporaryWorkspace().task(["ui.yaml": ui])
    #expect(compiled.definition == nil)
    #expect(compiled.faults.contains { $0.message.contains(message) }, "\(compiled.faults)")
  }

  @Test func aKeyGivenTwiceDoesNotHideOtherFaults() throws {
    let compiled = try TemporaryWorkspace().task(["task.yaml": "title: a\ntitle: b\ndataset: UPPER\n"])
    #expect(compiled.faults.map(\.line) == [1, 3])
  }

  @Test func wordsOfOtherYAMLVersionsAreTexts() throws {
    let compiled = try TemporaryWorkspace().task([
      "taxonomy.yaml": "version: 1\nlabels:\n  - {id: yes, title: No, key: y}\n  - {id: 2012}\n"
    ])
    #expect(compiled.faults == [])
    #expect(compiled.definition?.taxonomy.labels.map(\.id.rawValue) == ["yes", "2012"])
  }

  @Test func theKeyForCommentsIsAWarning() throws {
    let compiled = try TemporaryWorkspace().task([
      "taxonomy.yaml": "version: 1\nlabels: [{id: comedy, key: c}]\n"
    ])
    #expect(compiled.faults.map(\.severity) == [.warning])
    #expect(compiled.definition != nil)
  }
}
