import Glibc
import Labeling
import Queue
import Records

/// The rows of a task's examples at hand by their ids, kept in a temporary file: memory has only where each one stands.
final class ExampleShelf {
  private struct Place {
    let offset: Int
    let count: Int
  }

  private let file: UnsafeMutablePointer<FILE>
  private var places: [Digest: Place] = [:]
  private var end = 0

  init(of task: TaskName, upTo revision: Int, in snapshot: any QueueSnapshot) throws {
    guard let file = tmpfile() else { throw Self.failure() }
    self.file = file
    try snapshot.forEachExample(of: task, upTo: revision) { example, _ in
      try put(example.data, of: example.id)
    }
  }

  deinit { fclose(file) }

  /// Nil for an example that the task does not have.
  func row(of example: Digest) throws -> JSONObject? {
    guard let place = places[example] else { return nil }
    var bytes = [UInt8](repeating: 0, count: place.count)
    guard fseek(file, place.offset, SEEK_SET) == 0, fread(&bytes, 1, place.count, file) == place.count else {
      throw Self.failure()
    }
    return try Stored.object(bytes)
  }

  func has(_ example: Digest) -> Bool { places[example] != nil }

  func put(_ data: [UInt8], of example: Digest) throws(OperationError) {
    guard fseek(file, end, SEEK_SET) == 0, fwrite(data, 1, data.count, file) == data.count else {
      throw Self.failure()
    }
    places[example] = Place(offset: end, count: data.count)
    end += data.count
  }

  private static func failure() -> OperationError {
    .cannotWrite(path: "a temporary file", system: errno)
  }
}
