"""How often a public sheet is read, and never by whom."""
