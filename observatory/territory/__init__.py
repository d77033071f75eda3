"""Where the practices are: regions, départements, table first."""
