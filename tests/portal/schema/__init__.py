"""The schema: built from the models or by the migrations, the same."""
