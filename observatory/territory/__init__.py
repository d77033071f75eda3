"""Map of practices: regions and départements, with a table first."""
