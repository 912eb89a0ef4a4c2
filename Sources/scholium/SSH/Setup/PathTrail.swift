import Glibc

/// Every folder on the way to a path, as it was found, and what the path names.
struct PathTrail: Hashable {
  struct Stop: Hashable {
    enum Kind: Hashable {
      case folder, file, link, other

      /// - Parameter mode: as lstat(2) tells it.
      init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFDIR: self = .folder
        case S_IFREG: self = .file
        case S_IFLNK: self = .link
        default: self = .other
        }
      }
    }

    var path: String
    var kind: Kind
    var owner: uid_t
    /// The permission bits.
    var mode: mode_t
  }

  /// From `/` to the path itself; ends where nothing more was found.
  var stops: [Stop]
  /// Whether the path itself was found.
  var isComplete: Bool

  static func read(_ path: PlainPath) -> PathTrail {
    var stops: [Stop] = []
    var place = ""
    for name in [""] + path.parts {
      place = place == "/" || place.isEmpty ? "/\(name)" : "\(place)/\(name)"
      guard let stop = Stop(at: place) else { return PathTrail(stops: stops, isComplete: false) }
      stops.append(stop)
    }
    return PathTrail(stops: stops, isComplete: true)
  }

  /// Why somebody beside root could put something else in a path's place; nil where nobody can. sshd asks the same of
  /// an AuthorizedKeysCommand (sshd_config(5)).
  static func weakness(of stops: some Sequence<Stop>) -> String? {
    for stop in stops {
      if stop.kind == .link { return "\(stop.path) is a symbolic link" }
      if stop.owner != 0 { return "\(stop.path) does not belong to root" }
      if stop.mode & 0o022 != 0 { return "others than root may write to \(stop.path)" }
    }
    return nil
  }

  /// Which folder keeps other accounts out; nil where all let them through.
  static func barrier(in folders: some Sequence<Stop>) -> String? {
    folders.first { $0.mode & 0o001 == 0 }.map { "\($0.path) lets no other account through (chmod o+x \($0.path))" }
  }
}

extension PathTrail.Stop {
  fileprivate init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(path: path, kind: Kind(mode: status.st_mode), owner: status.st_uid, mode: status.st_mode & 0o7777)
  }
}
