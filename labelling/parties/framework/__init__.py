"""Versions of the règlement, the cadre and the rules of the comité."""
