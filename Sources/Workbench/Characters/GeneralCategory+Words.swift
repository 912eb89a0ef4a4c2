extension Unicode.GeneralCategory {
  /// Its short name in the Unicode standard (UAX 44, table 12) and what that means.
  var words: String {
    switch self {
    case .uppercaseLetter: "Lu, upper-case letter"
    case .lowercaseLetter: "Ll, lower-case letter"
    case .titlecaseLetter: "Lt, title-case letter"
    case .modifierLetter: "Lm, modifying letter"
    case .otherLetter: "Lo, letter without case"
    case .nonspacingMark: "Mn, mark on the letter before"
    case .spacingMark: "Mc, mark beside the letter before"
    case .enclosingMark: "Me, mark around the letter before"
    case .decimalNumber: "Nd, digit"
    case .letterNumber: "Nl, number like a letter"
    case .otherNumber: "No, number"
    case .connectorPunctuation: "Pc, punctuation that connects"
    case .dashPunctuation: "Pd, dash"
    case .openPunctuation: "Ps, opening punctuation"
    case .closePunctuation: "Pe, closing punctuation"
    case .initialPunctuation: "Pi, opening quotation mark"
    case .finalPunctuation: "Pf, closing quotation mark"
    case .otherPunctuation: "Po, punctuation"
    case .mathSymbol: "Sm, symbol of mathematics"
    case .currencySymbol: "Sc, currency"
    case .modifierSymbol: "Sk, modifying symbol"
    case .otherSymbol: "So, symbol"
    case .spaceSeparator: "Zs, space"
    case .lineSeparator: "Zl, ends a line"
    case .paragraphSeparator: "Zp, ends a paragraph"
    case .control: "Cc, control character"
    case .format: "Cf, layout control"
    case .surrogate: "Cs, half of a UTF-16 pair"
    case .privateUse: "Co, private use"
    case .unassigned: "Cn, not assigned"
    @unknown default: "of a category that this program does not know"
    }
  }
}
