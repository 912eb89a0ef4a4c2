import ArgumentParser
import Interchange

/// What a file to import holds, and how.
enum InputFormat: Equatable {
  case examples(ExampleFormat)
  /// Rows as `export --responses` writes them.
  case responses
  /// A table of tasks, workers and labels.
  case crowdKit

  var holdsAnswers: Bool {
    switch self {
    case .examples: false
    case .responses, .crowdKit: true
    }
  }
}

extension InputFormat: ExpressibleByArgument {
  init?(argument: String) {
    switch argument {
    case "responses": self = .responses
    case "crowd-kit": self = .crowdKit
    default:
      guard let format = ExampleFormat(rawValue: argument) else { return nil }
      self = .examples(format)
    }
  }

  static var allValueStrings: [String] { ExampleFormat.allCases.map(\.rawValue) + ["responses", "crowd-kit"] }
}
