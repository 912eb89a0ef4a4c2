import Labeling

/// On which side the two things of a `pairwise` stand.
public enum Sides {
  /// True where a person sees the second field of an example on the left: the lowest bit of SHA-256(person, 0, example),
  /// so that half of all showings are swapped, and the same one always in the same way. Answers name fields, not sides.
  public static func areSwapped(of example: Digest, for person: PersonID) -> Bool {
    let hash = Digest(of: Array(person.rawValue.utf8) + [0] + example.bytes)
    return hash.bytes.last.map { $0 & 1 == 1 } ?? false
  }
}
