import Labeling
import Operations
import TaskFiles
import Testing

@Suite struct InitializingTests {
  @Test func theSampleCompilesAndIsNeverWrittenOver() throws {
    let folder = try TemporaryFolder()
    let files = try Initializing.make("\(folder.path)/new/place")
    #expect(files.contains("tasks/genre/ui.yaml"))
    let checking = try Checking([], in: "\(folder.path)/new/place", against: nil)
    #expect(checking.faults.isEmpty)
    #expect(checking.definitions.map(\.name) == [Demo.task])
    #expect(throws: OperationError.self) { _ = try Initializing.make("\(folder.path)/new/place") }
  }

  @Test func oneFileInTheWayStopsItBeforeAnythingIsWritten() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "tasks/genre/ui.yaml")
    #expect(throws: OperationError.self) { _ = try Initializing.make(folder.path) }
    #expect(folder.names(in: "tasks/genre") == ["ui.yaml"])
    #expect(folder.read("tasks/genre/ui.yaml") == Array("mine".utf8))
  }
}
