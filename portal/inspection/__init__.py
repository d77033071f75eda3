"""Inspection of what people send: pure functions of bytes, run by a child process; neither Django nor database."""
