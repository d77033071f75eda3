"""Reuse of practices (« Nous l’avons fait »): organisms that reproduced one, and the outcome."""
