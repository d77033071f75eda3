"""Requests of the public and of organisms: messages, misuses, complaints, appeals."""
