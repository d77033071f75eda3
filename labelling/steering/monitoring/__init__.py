"""Table of the scheme: one row an organism, what the référent's tracking file told, and who must act."""
