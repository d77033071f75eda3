"""Questions of members to the organism that tells a practice, and its answers."""
