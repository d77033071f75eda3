"""One label decided before the portal, taken over by a screen: an import of a single line."""
