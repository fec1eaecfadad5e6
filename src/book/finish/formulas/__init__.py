"""Formulas, rendered by KaTeX while the site is built, so that the reader needs no script; with fonts of only the signs
that they draw.
"""
