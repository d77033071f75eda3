"""Drafts of rules: prepared, proposed, published on screen."""
