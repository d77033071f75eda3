"""The kinds of pages of the site: what they share, and those that the law asks for."""
