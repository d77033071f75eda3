"""Database schema: built from the models, with the triggers and full-text tables that models do not declare."""
