"""Benchmarks of pages, in units of a trivial Django view: `make bench`."""
