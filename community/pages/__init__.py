"""The pages of a space: written by who animates it, read by its members, each version kept."""
