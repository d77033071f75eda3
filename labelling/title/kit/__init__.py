"""Communication kit: assets, their downloads, documents filled in for an organism."""
