"""The communication kit: assets, their downloads, and what is filled for an organism."""
