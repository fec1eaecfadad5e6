"""The lesson: linear regression from scratch. It knows nothing of the book that shows it."""
