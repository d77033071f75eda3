"""Organisms (landlords), their people and functions."""
