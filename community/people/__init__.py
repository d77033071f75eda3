"""The members' directory: profiles that people choose to show, and messages without addresses."""
