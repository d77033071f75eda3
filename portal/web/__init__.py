"""Web layer: form pages, steps, refusals, edit conflicts, middleware."""
