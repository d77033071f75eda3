"""Trial of a version of the rules in preparation on the open dossiers."""
