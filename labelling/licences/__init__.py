"""The right to use the mark: a licence that follows the label."""
