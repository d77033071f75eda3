"""Editorial review before publication: by another person of the Dircom, then of the facts by the référent."""
