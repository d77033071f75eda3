"""Public search page of practices: results, autocompletion, feeds and files."""
