"""Front page of the site: its model, sections and what they read."""
