"""Synchronisation of the Elasticsearch index: requested with each change, sent by the worker, compared hourly."""
