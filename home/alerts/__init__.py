"""Alerts by mail without account: changes of the directory, of a search of practices, of the news."""
