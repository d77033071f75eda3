"""The public pages, edited in the CMS."""
