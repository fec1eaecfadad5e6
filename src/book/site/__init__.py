"""Puts the pages together: the builder (the only room that imports MkDocs), style sheet, search index, downloads,
headers, zip, server.
"""
