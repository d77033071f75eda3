"""Timeline of an organism: what was, and the dates to come that the dated rules give."""
