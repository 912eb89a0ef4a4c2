/// What ISO 6429 calls the control characters, which have no names in Unicode.
enum ControlName {
  private static let names = [
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY", "ACKNOWLEDGE", "BELL",
    "BACKSPACE", "CHARACTER TABULATION", "LINE FEED", "LINE TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT",
    "SHIFT IN", "DATA LINK ESCAPE", "DEVICE CONTROL ONE", "DEVICE CONTROL TWO", "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE", "END OF TRANSMISSION BLOCK", "CANCEL",
    "END OF MEDIUM", "SUBSTITUTE", "ESCAPE", "FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR",
  ]

  static func of(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x7F: "DELETE"
    case 0x85: "NEXT LINE"
    case 0x80..<0xA0: "A CONTROL CHARACTER OF THE SECOND SET"
    default: names.indices.contains(Int(scalar.value)) ? names[Int(scalar.value)] : nil
    }
  }
}
