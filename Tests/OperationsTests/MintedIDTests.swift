import Labeling
import Testing

@testable import Operations

@Suite struct MintedIDTests {
  @Test func idsAreTwentySixCharactersThatSortByTime() {
    let surroundings = Surroundings.scripted()
    let ids = (0..<200).map { _ in surroundings.mint(AssignmentID.self) }
    let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz")
    #expect(ids.allSatisfy { $0.rawValue.count == 26 && $0.rawValue.allSatisfy(alphabet.contains) })
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func chanceTellsIdsOfOneMomentApart() {
    let frozen = Surroundings(program: "", now: { Timestamp(microseconds: 5) }, random: Surroundings.scripted().random)
    #expect(Set((0..<1000).map { _ in frozen.mint(AssignmentID.self) }).count == 1000)
  }

  @Test func aNamedResponseIsTheSameOneEveryTimeAndNobodyElses() {
    let amara = PersonID("amara")
    #expect(ResponseID(named: "k1", by: amara) == ResponseID(named: "k1", by: amara))
    #expect(ResponseID(named: "k1", by: amara) != ResponseID(named: "k2", by: amara))
    #expect(ResponseID(named: "k1", by: amara) != ResponseID(named: "k1", by: PersonID("bo")))
    // Without something between them, these two would be one.
    #expect(ResponseID(named: "ak1", by: PersonID("amar")) != ResponseID(named: "k1", by: PersonID("amara")))
    #expect(ResponseID(named: "k1", by: amara).rawValue.count == 26)
  }

  @Test(arguments: [
    ("", ""), ("f", "cr"), ("fo", "csqg"), ("foo", "csqpy"), ("foob", "csqpyrg"), ("fooba", "csqpyrk1"),
  ])
  func base32IsCrockfords(plain: String, encoded: String) {
    #expect(Base32.text(Array(plain.utf8)) == encoded)
  }
}
