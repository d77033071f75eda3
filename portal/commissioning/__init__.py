"""Putting into service: what a new installation still lacks, line by line, declared by each topic."""
