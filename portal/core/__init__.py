"""Core utilities without dependency on the rest: clock, working days, environment."""
