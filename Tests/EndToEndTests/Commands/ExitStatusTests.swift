import Testing

extension EndToEnd {
  @Suite("Exit statuses")
  struct ExitStatusTests {
    @Test(
      "Scripts are told what kind of thing went wrong, and people what to do",
      arguments: [
        (0, "--help"), (0, "--version"), (0, "status"), (64, "nonsense"), (64, "publish"),
        (64, "publish film --weight x"), (64, "export film --format nope"), (64, "import film films.bin"),
        (66, "status nope"), (66, "export nope"), (66, "publish nope"), (66, "check nope"),
        (66, "import film nope.jsonl"), (66, "status --workspace /nonexistent"), (66, "status --queue nope.sqlite"),
        (66, "pipe film --channel nope"), (77, "publish film --expect 0"), (65, "status --queue films.bin"),
      ] as [(Int32, String)])
    func statuses(_ status: Int32, _ command: String) throws {
      let workspace = try Workspace(films: ["Film 1"])
      try workspace.write(String(repeating: "no queue ", count: 1000), to: "films.bin")
      let words = [Program.scholium] + command.split(separator: " ").map(String.init)
      let outcome = try Program.run(words, in: workspace.folder)
      #expect(outcome.status == status, "\(outcome.messages)\(outcome.text)")
      guard status != 0 else { return }
      #expect(outcome.output.isEmpty, "\(outcome.text)")
      #expect(outcome.messages.hasPrefix("scholium: "), "\(outcome.messages)")
      #expect(!outcome.messages.contains("please report"))
    }

    @Test(
      "With too few open files it says so before it begins anything; with a few more everything works",
      .enabled(if: Program.find("prlimit") != nil, "there is no prlimit on this system"),
      arguments: ["publish film", "export film", "status", "check film", "import film films.jsonl"], [7, 8, 12, 18, 19])
    func openFiles(_ command: String, _ limit: Int) throws {
      let workspace = try Workspace(films: ["Film 1"])
      try workspace.write("{\"title\":\"Film 2\"}\n", to: "films.jsonl")
      let prlimit = try #require(Program.find("prlimit"))
      let words = [prlimit, "--nofile=\(limit)", Program.scholium] + command.split(separator: " ").map(String.init)
      let outcome = try Program.run(words, in: workspace.folder)
      #expect(outcome.status == (limit < 19 ? 69 : 0), "\(outcome.messages)")
      guard limit < 19 else { return }
      #expect(outcome.messages.hasSuffix(" and 16 are needed (raise `ulimit -n`, then run it again)\n"))
    }
  }
}
