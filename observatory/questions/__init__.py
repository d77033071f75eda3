"""Questions of members to the organism that published a practice, and its answers."""
