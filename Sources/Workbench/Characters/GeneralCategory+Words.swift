extension Unicode.GeneralCategory {
  /// Its short name in the Unicode standard (UAX 44, table 12) and what that means.
  var words: String {
    switch self {
    case .uppercaseLetter: "Lu, a letter in upper case"
    case .lowercaseLetter: "Ll, a letter in lower case"
    case .titlecaseLetter: "Lt, a letter in title case"
    case .modifierLetter: "Lm, a modifying letter"
    case .otherLetter: "Lo, a letter without case"
    case .nonspacingMark: "Mn, a mark on the letter before"
    case .spacingMark: "Mc, a mark beside the letter before"
    case .enclosingMark: "Me, a mark around the letter before"
    case .decimalNumber: "Nd, a digit"
    case .letterNumber: "Nl, a number like a letter"
    case .otherNumber: "No, a number"
    case .connectorPunctuation: "Pc, punctuation that connects"
    case .dashPunctuation: "Pd, a dash"
    case .openPunctuation: "Ps, opening punctuation"
    case .closePunctuation: "Pe, closing punctuation"
    case .initialPunctuation: "Pi, an opening quotation mark"
    case .finalPunctuation: "Pf, a closing quotation mark"
    case .otherPunctuation: "Po, punctuation"
    case .mathSymbol: "Sm, a symbol of mathematics"
    case .currencySymbol: "Sc, a currency"
    case .modifierSymbol: "Sk, a modifying symbol"
    case .otherSymbol: "So, a symbol"
    case .spaceSeparator: "Zs, a space"
    case .lineSeparator: "Zl, ends a line"
    case .paragraphSeparator: "Zp, ends a paragraph"
    case .control: "Cc, a control character"
    case .format: "Cf, invisible, says how text is laid out"
    case .surrogate: "Cs, half of another encoding's character"
    case .privateUse: "Co, means what two parties agree on"
    case .unassigned: "Cn, not assigned"
    @unknown default: "of a category that this program does not know"
    }
  }
}
