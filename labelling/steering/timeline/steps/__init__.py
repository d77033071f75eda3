"""Steps ahead of a dossier, and their dates."""
