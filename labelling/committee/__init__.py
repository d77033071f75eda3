"""Committee: seats, sessions, interests, votes, minutes, decisions."""
