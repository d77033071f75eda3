"""Mergers of organisms: the act, the dossiers that stop, the label that goes before the committee."""
