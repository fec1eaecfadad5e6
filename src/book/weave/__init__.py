"""Runs the code of chapters and writes what it gave into them. Reads the manuscript."""
