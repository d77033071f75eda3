"""Rules of the book that no mistake can break, each with its reason: everything else has a known fault."""

WITHOUT = {}  # {"BR-nn": why}
