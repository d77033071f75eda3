"""Figures of the label (annex B of its yearly report), each counted once from dated facts."""
