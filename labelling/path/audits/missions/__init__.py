"""Audit missions on screen: lists, pages, forms."""
