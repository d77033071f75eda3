"""Invented practices in volume, for benchmarks and tests."""
