"""Surveys of the agents of an organism during a dossier: anonymous, by one-use codes, read from ten answers on."""
