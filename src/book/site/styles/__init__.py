"""The style sheets of a site as one: with KaTeX's, following the system into the dark, and without the rules that
nothing uses.
"""
