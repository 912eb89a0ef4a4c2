/// Scalars that written JSON shows as `\uXXXX`: a terminal, a pager or a diff would obey or hide them.
///
/// The table is our own and fixed, so that the same data gives the same bytes whatever Unicode version the standard
/// library knows: controls, Default_Ignorable_Code_Point of Unicode 16 without the two emoji variation selectors
/// (U+FE0E, U+FE0F), line and paragraph separators, interlinear marks, private use, noncharacters, and every plane
/// without assigned characters.
enum EscapedScalars {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: return true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF, 0xFDD0...0xFDEF: return true
    case 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: return true
    case 0x40000...: return true
    default: return value & 0xFFFE == 0xFFFE
    }
  }
}
