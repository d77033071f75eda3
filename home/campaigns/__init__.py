"""Communication plan: campaigns with their tasks, supports, dates and results."""
