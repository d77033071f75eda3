"""Saved searches and their digests by mail."""
