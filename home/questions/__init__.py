"""Public pages of the questions that the référent answered in a space and rewrote for everybody."""
