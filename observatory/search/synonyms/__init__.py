"""The synonyms of the trade: data that the référent edits."""
