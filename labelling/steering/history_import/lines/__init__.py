"""Lines of an import: compared, decided."""
