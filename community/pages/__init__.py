"""Pages of a space: written by its animators, read by its members, each version kept."""
