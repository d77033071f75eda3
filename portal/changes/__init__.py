"""What changed on a thing since somebody last saw it, told from the journal act by act (never a secret one)."""
