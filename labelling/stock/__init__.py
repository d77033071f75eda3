"""The stock of a landlord: its residences, read from its own files, and their self-rating."""
