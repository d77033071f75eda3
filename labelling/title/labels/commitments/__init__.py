"""Published commitments of a labelled organism."""
