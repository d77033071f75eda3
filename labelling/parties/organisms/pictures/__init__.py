"""Picture of an organism’s public page."""
