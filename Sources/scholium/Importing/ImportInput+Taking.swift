import Text

extension ImportInput {
  /// Takes the file in: its rejects go beside it, its progress is shown, and where it ends early what is in is said.
  ///
  /// - Parameters:
  ///   - sentence: what came of it so far, given the paths of rejects.
  ///   - work: imports the rows; `tell` shows the rows added, present and rejected, and stops where the person asks for it.
  /// - Returns: the path of the rejects, if there are any.
  func take(
    _ sentence: (_ rejects: [String]) -> Displayable,
    _ work: (_ rejects: inout RejectsFile, _ tell: (_ added: Int, _ present: Int, _ rejected: Int) throws -> Void)
      throws
      -> Void
  ) throws -> String? {
    var rejects = RejectsFile(beside: path)
    do {
      try work(&rejects) { added, present, rejected in
        ProgressLine.show(progress("\(added) added, \(present) there already, \(rejected) rejected"))
        try Interruption.check()
      }
    } catch {
      ProgressLine.clear()
      let path = try rejects.keep()
      Console.say("\(sentence(path.map { [$0] } ?? [])) The rest is not in: run it again to finish.")
      throw error
    }
    ProgressLine.clear()
    return try rejects.keep()
  }
}
