"""Housing stock of a landlord: residences read from its own files, and their self-rating."""
