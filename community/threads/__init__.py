"""Discussion threads of a space: questions asked, answered, certified, searched."""
