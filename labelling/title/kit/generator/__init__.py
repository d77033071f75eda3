"""Generator of the kit: posters, logos, printed files."""
