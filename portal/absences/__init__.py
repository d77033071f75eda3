"""Absences of the people who hold an office, below the mails that ask who is present."""
