"""Desk of the accounts: roles given and taken, accounts closed and reopened, by two people; the first two invited."""
