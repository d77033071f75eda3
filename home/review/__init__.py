"""How a page is read before it is published: by another person of the Dircom, then for its facts."""
