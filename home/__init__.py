"""Public site: pages edited in the CMS."""
