import Dispatch
import Driving
import Foundation
import Synchronization
import Testing

@Suite struct SystemUserTests {
  @Test("Whoever asks for an account while others ask for theirs is told of their own")
  func askedAtOnce() throws {
    // `name:password:number:...` of passwd(5).
    let known = try String(contentsOfFile: "/etc/passwd", encoding: .utf8).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      return fields.count == 7 ? uid_t(fields[2]).map { (name: String(fields[0]), number: $0) } : nil
    }
    try #require(known.count > 1)
    let wrong = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for turn in 0..<2000 {
        let account = known[(thread + turn) % known.count]
        if SystemUser(account.name)?.number != account.number { wrong.add(1, ordering: .relaxed) }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test("Nobody is found under a name that nobody has")
  func unknown() {
    #expect(SystemUser("nobody-is-called-so")?.number == nil)
    #expect(SystemUser("root")?.home == "/root")
  }

  @Test("A process is among its user's, whatever starts and ends meanwhile")
  func processesAtOnce() throws {
    let isOver = Atomic(false)
    let missing = Atomic(0)
    let starter = Thread {
      while !isOver.load(ordering: .relaxed) {
        let child = try? Child(["/bin/true"], environment: [:], folder: nil)
        _ = child?.wait()
      }
    }
    starter.start()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<300 where !TestAccount.processes(of: geteuid()).contains(getpid()) {
        missing.add(1, ordering: .relaxed)
      }
    }
    isOver.store(true, ordering: .relaxed)
    #expect(missing.load(ordering: .relaxed) == 0)
  }
}
