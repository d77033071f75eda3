"""Elasticsearch 8 behind the contract of `ports`: the same plan as the database's, the same sheets and counts."""
