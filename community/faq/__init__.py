"""The FAQ of a space: what a certified answer becomes, read again and without names."""
