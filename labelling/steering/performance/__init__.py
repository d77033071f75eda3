"""Performance of the label: what its figures say of its five elements, year after year."""
