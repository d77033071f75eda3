"""Dossiers: the application of an organism, from its draft to the comité."""
