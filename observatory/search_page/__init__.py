"""The public search of practices: its page, its suggestions, its feeds and its files."""
