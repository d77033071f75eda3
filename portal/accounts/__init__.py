"""People's accounts: the one sign-in door, passwords, second factor, sessions, invitations."""
