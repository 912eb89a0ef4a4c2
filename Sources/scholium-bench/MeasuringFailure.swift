/// Why something could not be measured.
struct MeasuringFailure: Error, CustomStringConvertible {
  let description: String
}
