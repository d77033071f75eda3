"""The schema of the database: built from the models, and what the models do not declare."""
