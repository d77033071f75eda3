"""A topic of the label: see docs/house.md."""
