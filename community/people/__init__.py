"""Members' directory: profiles that people choose to show, and messages that disclose no address."""
