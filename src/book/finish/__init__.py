"""Makes a finished page of what a builder built: outputs, figures, lines, terms, twins, formulas. Reads the manuscript,
knows no builder.

A new kind of change to the HTML is a new module with a function `step(page)`, and its name in `steps.STEPS`.
"""
