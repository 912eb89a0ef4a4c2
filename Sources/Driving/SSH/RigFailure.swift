/// The rig itself cannot be had, whatever it was to show.
public struct RigFailure: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
