"""Votes and decisions of the committee, and their mails."""
