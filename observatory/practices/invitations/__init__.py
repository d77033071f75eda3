"""Invitations to write a practice: from an auditor’s strength, the committee or a regional association."""
