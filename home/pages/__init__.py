"""Page types of the site."""
