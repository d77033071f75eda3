"""Cases of the process map, from the journal."""
