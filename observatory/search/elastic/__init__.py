"""Elasticsearch 8 adapter of the contract of `ports`: same plan, same practices and counts as the database."""
