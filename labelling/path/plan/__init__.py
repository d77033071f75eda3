"""Action plan (plan d’actions) of an organism."""
