"""Registering for an event without an account: seats, waiting list, cancelling by a link."""
