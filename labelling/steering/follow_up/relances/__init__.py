"""Relances sent by the office, and dossiers handed over."""
