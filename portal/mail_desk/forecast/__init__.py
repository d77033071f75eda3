"""Forecast of the mails to come."""
