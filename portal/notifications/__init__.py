"""Notifications: catalogue of notices, outbox, quiet hours, delivery."""
