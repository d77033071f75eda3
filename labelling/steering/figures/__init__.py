"""Figures of the label, each counted once from dated facts."""
