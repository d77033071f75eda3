"""The mark registered at INPI, its rules of use, and the brand charter that the whole site obeys."""
