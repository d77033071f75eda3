"""Elasticsearch 8 adapter of the contract of `ports`: the database's plan and counts, the cluster's ranks."""
