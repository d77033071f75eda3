"""Questions and answers of a space: asked, answered, certified, found again."""
