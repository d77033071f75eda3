"""Import of the référent’s tracking files: read, matched, compared, written, taken back."""
