/// The C program to measure a screen against (`Sources/ScreenFloor`), made by clang alone.
enum FloorProgram {
  /// Not the one that SwiftPM makes: it links Swift's libraries to C programs too, which doubles their start and memory.
  ///
  /// - Parameter folder: where it is put; its path is returned.
  static func make(in folder: String) throws -> String {
    let sources = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let program = "\(folder)/floor"
    _ = try MeasuredRun(
      ["clang", "-O2", "-o", program, "\(sources)/ScreenFloor/main.c", "-lncursesw", "-ltinfo"], in: folder)
    return program
  }
}
