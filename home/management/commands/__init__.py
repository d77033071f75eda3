"""Commands of the public pages."""
