"""Plan d’actions of an organism."""
