"""User accounts: sign-in, passwords, second factor, sessions, invitations."""
