"""What stands beside the pages: downloads, search index, social card, sitemaps, headers."""
