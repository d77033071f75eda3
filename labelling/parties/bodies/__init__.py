"""Representative bodies of the tenants of an organism, and their contacts."""
