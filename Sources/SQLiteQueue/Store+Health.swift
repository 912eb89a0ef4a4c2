import Glibc
import Queue

extension SQLiteStore {
  public func health() -> QueueHealth? {
    let room = roomLeft
    let holder = LockHolder.name(of: .whole, on: path + "-turn")
    return QueueHealth(
      size: Int(PlaceExamination.size(of: path) ?? 0), logSize: Int(PlaceExamination.size(of: path + "-wal") ?? 0),
      room: room.map { Int(clamping: $0.free) }, isShortOfRoom: room?.isLow ?? false, writer: holder,
      held: holder == nil ? 0 : secondsSinceTurn)
  }

  /// Whoever takes the turn touches its file.
  private var secondsSinceTurn: Int {
    var status = stat()
    return stat(path + "-turn", &status) == 0 ? max(0, time(nil) - status.st_mtim.tv_sec) : 0
  }
}
