import Driving
import Glibc

/// A queue as the first schema kept it, with answers in it that a migration must carry over (`first-queue.sql`).
enum FirstQueue {
  static let known = Known(
    acknowledged: [
      "0sqcjfwjjqq80hq34fggnxja0s": answer(
        0, "0fbafca68e82ea54606762631c30f7e440ead7316f0c50b0c53ed3e409893f8b", "comedy"),
      "dnrpm3xfycevzzkr7h3kk5cegg": answer(
        1, "08181e3693c04eb64e00f0161c6350e3c4e384bbd8f0e78e1ea9c24e16d764f0", "drama"),
      "bnt77a5hpxgh97kqr4qz6fd91k": answer(
        2, "c8ca8e627dfcca98c6e93caa861963fa808c0dcc693726f0a86d4cb7a61dcce8", "horror"),
      "ebcfbrnzfdmmfk86td9w1fdecx": answer(
        3, "280cc5defde4276f952694ec792a597f81355eb6a432088724fae3e4bcbd4e87", "drama"),
    ],
    assignments: [
      "06gzvjw11dvxb9m0bk5hrse8fc", "06gzvjw13dra3554raqz9swq80", "06gzvjw171y811n29mdarrdryr",
      "06gzvjw1ahvnhazmq8y8ba5w88", "06gzvjw1e1tc949yb7bk2cxwf8",
    ],
    examples: 12, ui: 1)

  /// Makes the file with sqlite3(1).
  static func make(at path: String, in folder: String) throws {
    let child = try Child(
      ["/usr/bin/env", "sqlite3", "-bail", path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], folder: folder)
    let outcome = Conversation.run(child, input: PackageResources.first_queue_sql, until: Deadline(seconds: 20))
    guard outcome.status == 0 else {
      throw BrokenPromise("sqlite3 made no queue: \(String(decoding: outcome.errors, as: UTF8.self))")
    }
  }

  private static func answer(_ number: Int, _ example: String, _ label: String) -> Ledger.Answer {
    Ledger.Answer(annotator: "amara", name: "early-\(number)", example: example, label: label)
  }
}
