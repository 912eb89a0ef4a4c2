import Queue
import Testing

@Suite("work")
struct WorkTests {
  @Test func placesThatWaitAreTheirPersons() {
    let work = Work(need: 2, counted: 1, waiting: 1)
    #expect(!work.isOpen)
    #expect(!work.isOpenToReturns)
    #expect(work.isOpenToSettlements)
    #expect(Work(need: 3, counted: 1, waiting: 1).isOpen)
  }

  @Test func leasesTakePlacesFromEverybody() {
    let work = Work(need: 2, leased: 1, counted: 1)
    #expect(!work.isOpen)
    #expect(!work.isOpenToSettlements)
    #expect(work.takesAnswer)
  }

  @Test func whatIsDoneOrAReviewersIsClosed() {
    let done = Work(need: 1, counted: 1)
    #expect(done.isDone)
    #expect(!done.isOpen && !done.isOpenToReturns && !done.isOpenToSettlements && !done.takesAnswer)
    let reviewed = Work(need: 1, review: .wanted)
    #expect(!reviewed.isOpen && !reviewed.isOpenToReturns && !reviewed.isOpenToSettlements)
  }

  @Test func returnsGoOnWhereverTheExampleIsServed() {
    let elsewhere = Work(need: 1, isServed: false)
    #expect(!elsewhere.isOpen)
    #expect(elsewhere.isOpenToReturns)
    #expect(!elsewhere.isOpenToSettlements)
  }
}
