"""What authors write: the book and its folders, pages, the code they take from `src`, problems, whole-or-nothing
writing. Knows nothing above it.
"""
