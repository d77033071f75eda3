"""Brand licences: the right to use the mark, which follows the label."""
