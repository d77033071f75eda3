"""Promises displayed at an agency or a residence."""
