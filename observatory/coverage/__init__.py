"""Coverage of the observatory: practices by theme and family, gaps, and those that need attention."""
