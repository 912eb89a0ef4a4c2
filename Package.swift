// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A room of the house: a library target with its test target. What each may import is held by HouseTests.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  tests: [Target.Dependency] = [], goldens: [String] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict),
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies + tests, exclude: goldens,
      swiftSettings: strict),
  ]
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let rooms: [[Target]] = [
  room("Text"),
  room("Canvas", ["Text"]),
  room("Records"),
  room("Labeling", ["Records", crypto]),
  room("Consensus", ["Labeling"], tests: ["Records"]),
  room("Interchange", ["Labeling", "Records"]),
  room("TaskFiles", ["Labeling", "Canvas", "Records", yams], resources: [.embedInCode("Resources")]),
  room("Queue", ["Labeling", "Records"]),
  room("Simulation", ["Queue", "Labeling", "Records"], tests: ["Driving"]),
  room("SQLiteQueue", ["Queue", grdb], tests: ["Labeling", "Records", "Simulation", "QueueTwin"]),
  room(
    "Terminal", ["Text", "Canvas", "CNcurses", "CTerminalGuard"], tests: ["Workbench", "Labeling", "Queue", "Records"]),
  room(
    "Workbench", ["Text", "Canvas", "Labeling", "Queue", "Consensus"], tests: ["Records"],
    goldens: ["Stories", "TaskScreens", "ReviewScreens", "DashboardScreens"]),
  room(
    "Operations", ["Labeling", "Queue", "TaskFiles", "Interchange", "Consensus", subprocess],
    tests: ["SQLiteQueue", "Records"]),
]

let package = Package(
  name: "scholium",
  products: [
    .executable(name: "scholium", targets: ["scholium"]),
    .library(name: "Saboteur", type: .dynamic, targets: ["Saboteur"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: rooms.flatMap { $0 } + [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard"),
    .executableTarget(
      name: "scholium",
      dependencies: [
        "Text", "Canvas", "Records", "Labeling", "Consensus", "Interchange", "TaskFiles", "Queue", "SQLiteQueue",
        "Terminal", "Workbench", "Operations", arguments, subprocess,
      ],
      resources: [.embedInCode("Manual/scholium.1")], swiftSettings: strict),
    .executableTarget(
      name: "ScreenFloor", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "QueueTwin", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "scholium-bench",
      dependencies: ["Records", "Labeling", "Queue", "SQLiteQueue", "Operations", "QueueTwin", "Driving", arguments],
      exclude: ["README.md", "Figures", "Peers"],
      resources: ["import", "export", "paint"].map { .embedInCode("Python/\($0).py") }, swiftSettings: strict),
    .target(name: "Driving", dependencies: ["Records"], swiftSettings: strict),
    .target(name: "Saboteur"),
    .executableTarget(
      name: "scholium-torture",
      dependencies: [
        "Driving", "Records", "Labeling", "Queue", "SQLiteQueue", "Operations", "Simulation", arguments,
      ],
      resources: [.embedInCode("Power/first-queue.sql")], swiftSettings: strict),
    .testTarget(
      name: "TortureTests", dependencies: ["scholium-torture", "Driving", "Records"], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "ScholiumTests",
      dependencies: ["scholium", "Operations", "Canvas", "TaskFiles", "Terminal", "Workbench", "Labeling", arguments],
      exclude: ["Themes/Sheets"], swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["Driving", "Records"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
