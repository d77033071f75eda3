"""Invitations to tell a practice: an auditor’s strength, the committee, a regional association."""
