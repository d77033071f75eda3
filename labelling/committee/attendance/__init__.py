"""Attendance at a session: who sits, moves, withdraws; the quorum."""
