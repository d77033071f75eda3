"""Page views of the public site: which pages are read, how often, since when; never by whom."""
