import Glibc
import Subprocess
import Testing

@testable import Operations

@Suite struct ProvenanceTests {
  @Test func outsideARepositoryNothingIsKnown() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "tasks/genre/task.yaml")
    #expect(await Provenance.of("tasks/genre", in: folder.path) == Provenance())
  }

  @Test func itTellsCommittedFilesFromChangedOnes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "tasks/genre/task.yaml")
    try await git(["init", "--quiet"], in: folder)
    #expect(await Provenance.of("tasks/genre", in: folder.path) == Provenance())
    try await git(["add", "."], in: folder)
    try await git(["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x"], in: folder)
    let committed = await Provenance.of("tasks/genre", in: folder.path)
    #expect(committed.commit?.count == 40)
    #expect(committed.isClean == true)
    try folder.write("elsewhere", to: "notes.md")
    #expect(await Provenance.of("tasks/genre", in: folder.path) == committed)
    try folder.write("b", to: "tasks/genre/task.yaml")
    #expect(await Provenance.of("tasks/genre", in: folder.path).isClean == false)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder to another user"))
  func aRepositoryOfAnotherUserIsToldApartFromNone() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "tasks/genre/task.yaml")
    try await git(["init", "--quiet"], in: folder)
    let anybodyElse: uid_t = 65_534
    for path in [folder.path, folder.path + "/.git"] { try #require(chown(path, anybodyElse, anybodyElse) == 0) }
    #expect(await Provenance.of("tasks/genre", in: folder.path) == Provenance(isOfAnotherUser: true))
  }

  private func git(_ arguments: [String], in folder: TemporaryFolder) async throws {
    let result = try await run(
      .name("git"), arguments: Arguments(["-C", folder.path] + arguments), output: .discarded, error: .discarded)
    try #require(result.terminationStatus.isSuccess)
  }
}
