"""Makes a finished page of the HTML that a builder gives: outputs, figures, lines, terms, twins, formulas. Reads the manuscript, knows no builder."""
