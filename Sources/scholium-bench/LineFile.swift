import Glibc

/// A file of lines made for measuring: line by line, since ten million are more than memory should hold.
enum LineFile {
  /// - Parameter line: the text of the line with a number from 0, without its end.
  static func write(_ count: Int, to path: String, line: (Int) -> String) throws {
    let failure = MeasuringFailure(description: "\(path) cannot be written")
    guard let file = fopen(path, "w") else { throw failure }
    for number in 0..<count { fputs(line(number) + "\n", file) }
    let failed = ferror(file) != 0
    guard fclose(file) == 0, !failed else { throw failure }
  }
}
