"""Tree of the public pages that everybody may read."""
