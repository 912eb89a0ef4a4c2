import Labeling
import Testing

@testable import Workbench

@Suite("Charts")
struct ChartTests {
  @Test("Bars: the highest fills its column, what is above zero is seen, and zero is a dot")
  func bars() {
    #expect(BarChart.rows([0, 1, 4, 8], height: 1, ink: .fine) == ["·▁▄█"])
    #expect(BarChart.rows([0, 1, 8, 16], height: 2, ink: .fine) == ["   █", "·▁██"])
    #expect(BarChart.rows([1, 1000], height: 2, ink: .fine) == [" █", "▁█"])
    #expect(BarChart.rows([0, 1, 3], height: 3, ink: .ascii) == ["  #", "  #", ".##"])
    #expect(BarChart.rows([], height: 1, ink: .fine) == [""])
    #expect(BarChart.rows([1], height: 0, ink: .fine).isEmpty)
  }

  @Test("A line rises in braille's dots, four a row, and jumps are joined")
  func lines() {
    #expect(LineChart.rows([0, 1, 2, 3], height: 1, columns: 2, ink: .fine) == ["⡠⠊"])
    #expect(LineChart.rows([0, 7], height: 2, columns: 1, ink: .fine) == ["⢸", "⡸"])
    #expect(LineChart.rows([0, 2], height: 3, columns: 2, ink: .ascii) == [" *", " *", "* "])
    #expect(LineChart.rows([0, 0], height: 1, columns: 2, ink: .fine) == ["⣀ "])
    #expect(LineChart.rows([1], height: 1, columns: 0, ink: .fine).isEmpty)
  }

  @Test("Steps are as fine as there is room for, and lose no answer that they cover")
  func steps() throws {
    let times = AnswerTimes.sample
    let all = times.minutes.reduce(0) { $0 + $1.answers }
    for most in [1, 3, 10, 60, 180, 500] {
      let steps = try #require(TimeSteps(times, most: most))
      #expect(steps.counts.count <= most)
      #expect(steps.counts.reduce(0, +) == all || most < 3)
      #expect(steps.end.seconds(since: steps.begin) == Double(steps.counts.count) * Double(steps.length) * 60)
    }
    #expect(TimeSteps(times, most: 180)?.length == 1)
    #expect(TimeSteps(times, most: 60)?.length == 3)
    #expect(TimeSteps(AnswerTimes(minutes: [], until: times.until, utcOffset: 0), most: 10) == nil)
    #expect(TimeSteps(times, most: 0) == nil)
  }

  @Test("Where even the longest steps are too many, the oldest are left out")
  func years() throws {
    let times = AnswerTimes(
      minutes: [.init(minute: 0, answers: 5), .init(minute: 40_000_000, answers: 7)],
      until: Timestamp(microseconds: 40_000_000 * 60_000_000), utcOffset: 0)
    let steps = try #require(TimeSteps(times, most: 10))
    #expect(steps.counts == [0, 0, 0, 0, 0, 0, 0, 0, 0, 7])
  }

  @Test("A bar on its side is full only for all, and empty only for nothing")
  func shares() {
    #expect(ChartInk.fine.bar(0, columns: 4) == ("", "    "))
    #expect(ChartInk.fine.bar(0.001, columns: 4) == ("▏", "   "))
    #expect(ChartInk.fine.bar(0.999, columns: 4).full == "███▉")
    #expect(ChartInk.fine.bar(1, columns: 4) == ("████", ""))
    #expect(ChartInk.fine.bar(7, columns: 4) == ("████", ""))
    #expect(ChartInk.ascii.bar(0.5, columns: 4) == ("##", "--"))
    #expect(ChartInk.fine.bar(0.5, columns: 0) == ("", ""))
  }
}
