"""Notifications: the notices that exist, the outbox, quiet hours, delivery."""
