"""What lets the pages run their code: packed once for all languages into `live/` of the built site."""
