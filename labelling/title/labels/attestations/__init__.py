"""Attestations of a label and their verification."""
