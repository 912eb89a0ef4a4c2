import Labeling

/// Which build serves the people who saw a UI version in a channel: its own, or an older screen with everything else of
/// it (VERSIONS.md 5, 'tails').
public struct Tails: Hashable, Sendable {
  public let current: Build
  /// By UI version; older screens that do not compile any more, or whose work was ended, have none.
  private let tails: [Digest: Build]
  private let retired: Set<Digest>
  /// UI versions of this task that do not compile with the channel's taxonomy: their work is stuck.
  public let broken: [Build]

  /// - Parameter history: the builds of the task.
  public init(of channel: Channel, at current: Build, in history: VersionHistory) {
    self.current = current
    retired = Set(channel.retiredTails)
    var tails: [Digest: Build] = [:]
    var broken: [Build] = []
    var seen: Set<Digest> = [current.uiVersion]
    for old in history.builds.reversed() where seen.insert(old.uiVersion).inserted {
      let tail = history.tail(of: current, for: old)
      if !tail.compiles {
        broken.append(tail)
      } else if !retired.contains(old.uiVersion) {
        tails[old.uiVersion] = tail
      }
    }
    self.tails = tails
    self.broken = broken
  }

  /// The older screens that people go on with here, in a fixed order.
  public var builds: [Build] { tails.values.sorted { $0.id < $1.id } }

  /// The build under which somebody who saw a UI version goes on, nil if there is none.
  public func build(for uiVersion: Digest) -> Build? {
    guard !retired.contains(uiVersion) else { return nil }
    return uiVersion == current.uiVersion ? current : tails[uiVersion]
  }
}
