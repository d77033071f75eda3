"""Self-assessment of an organism against the cadre d’évaluation."""
