"""Sessions of the committee: their workflow, lists, files."""
