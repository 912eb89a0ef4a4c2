import Synchronization

/// Asks for the room on a disk no more than once a second while there is plenty of it: so much is not filled in between,
/// and a disk that fills up all the same loses nothing, as a write that fails is told.
final class RoomWatch: Sendable {
  private struct Answer {
    let folder: String
    let room: DiskRoom
    let second: Int
  }

  private let last = Mutex<Answer?>(nil)

  /// Nil where the kernel does not tell.
  func room(ofFolder folder: String) -> DiskRoom? {
    let now = MachineClock.second
    return last.withLock { last in
      if let last, last.folder == folder, last.second == now, last.room.isPlenty { return last.room }
      guard let room = DiskRoom(ofFolder: folder) else { return nil }
      last = Answer(folder: folder, room: room, second: now)
      return room
    }
  }
}
