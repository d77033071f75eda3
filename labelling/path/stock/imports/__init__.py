"""Imports of a stock, written part by part."""
