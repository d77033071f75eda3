"""Clock, working days, environment: what depends on nothing of ours."""
